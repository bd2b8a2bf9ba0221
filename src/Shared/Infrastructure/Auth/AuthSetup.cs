using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Shared.Application;

namespace Monolith.Shared.Infrastructure.Auth;

public static class AuthSetup
{
    /// <summary>Authorization that denies by default: an endpoint that declares nothing is for signed-in users only.</summary>
    public static IServiceCollection AddPermissions(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<ICurrentUser, CurrentUser>();
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }
}
