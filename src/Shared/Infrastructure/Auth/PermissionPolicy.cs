using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Monolith.Shared.Application;

namespace Monolith.Shared.Infrastructure.Auth;

/// <summary>The caller's roles must grant <paramref name="permission"/>, and an API token must be made for it.</summary>
public sealed class PermissionRequirement(string permission) : IAuthorizationRequirement
{
    public string Permission { get; } = permission;
}

internal sealed class PermissionHandler(IRolePermissions permissions) : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if ((await permissions.GrantedToAsync(context.User)).Contains(requirement.Permission))
            context.Succeed(requirement);
    }
}

public static class PermissionEndpoints
{
    /// <summary>
    /// 401 for anonymous callers, 403 for callers whose roles do not grant the permission, and for API tokens that were not made for it.
    /// </summary>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder builder, string permission)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(policy => policy.RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(permission)))
            .WithMetadata(new ApiTokenAccess(permission));
}
