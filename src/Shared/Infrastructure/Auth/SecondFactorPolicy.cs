using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Monolith.Shared.Application;

namespace Monolith.Shared.Infrastructure.Auth;

/// <summary>Where all of a caller's roles ask for a second factor, one must have been shown.</summary>
internal sealed class SecondFactorRequirement : IAuthorizationRequirement;

internal sealed class SecondFactorHandler(IRolePermissions permissions) : AuthorizationHandler<SecondFactorRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, SecondFactorRequirement requirement)
    {
        if (await permissions.AdmitAsync(context.User.Roles(), context.User.HasShownSecondFactor()))
            context.Succeed(requirement);
    }
}

public static class SecondFactorEndpoints
{
    private static readonly AuthorizationPolicy SignedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();

    /// <summary>
    /// 401 for anonymous callers; open to everybody who has signed in, also before a second factor was shown that the person's roles ask
    /// for. For what it takes to show one, and nothing else: everything else is closed until then.
    /// </summary>
    public static TBuilder RequireSignIn<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(SignedIn);
}
