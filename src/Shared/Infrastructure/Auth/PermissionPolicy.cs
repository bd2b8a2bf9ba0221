using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Monolith.Shared.Application;

namespace Monolith.Shared.Infrastructure.Auth;

/// <summary>The caller's roles must grant <paramref name="permission"/>.</summary>
public sealed class PermissionRequirement(string permission) : IAuthorizationRequirement
{
    public string Permission { get; } = permission;
}

internal sealed class PermissionHandler(IRolePermissions permissions) : AuthorizationHandler<PermissionRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (permissions.Granted(context.User.FindAll(TokenClaims.Roles).Select(claim => claim.Value)).Contains(requirement.Permission))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

public static class PermissionEndpoints
{
    /// <summary>401 for anonymous callers, 403 for callers whose roles do not grant the permission.</summary>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder builder, string permission)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(policy => policy.RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(permission)));
}
