using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Shared.Application;

namespace Monolith.Shared.Infrastructure.Auth;

public static class AuthSetup
{
    /// <summary>Authorization that denies by default: an endpoint that declares nothing is for signed-in users only.</summary>
    public static IServiceCollection AddPermissions(this IServiceCollection services)
    {
        services.AddSingleton<ICurrentUser, CurrentUser>();
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton<IAuthorizationHandler, SecondFactorHandler>();
        var own = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new SecondFactorRequirement()).Build();
        services.AddAuthorizationBuilder().SetDefaultPolicy(own).SetFallbackPolicy(own);
        return services;
    }

    /// <summary>Makes the signed-in user known to whatever the request runs; must come after authentication.</summary>
    public static IApplicationBuilder UseCurrentUser(this IApplicationBuilder app) =>
        app.Use(static (HttpContext context, RequestDelegate next) =>
        {
            CurrentUser.Begin(context.User);
            return next(context);
        });
}
