using System.Security.Claims;
using Monolith.Shared.Application;

namespace Monolith.Shared.Infrastructure.Auth;

/// <summary>The one place that decides what a caller may do.</summary>
internal static class Caller
{
    /// <summary>Somebody who signed in, rather than a program with an API token.</summary>
    public static bool HasSession(this ClaimsPrincipal caller) => caller.HasClaim(static claim => claim.Type == TokenClaims.Session);

    /// <inheritdoc cref="ICurrentUser.HasShownSecondFactor"/>
    public static bool HasShownSecondFactor(this ClaimsPrincipal caller) =>
        caller.HasClaim(TokenClaims.AuthenticationMethods, TokenClaims.MultiFactor);

    /// <inheritdoc cref="ICurrentUser.MayUse"/>
    public static bool MayUse(this ClaimsPrincipal caller, string scope) =>
        caller.HasSession() || caller.HasClaim(TokenClaims.Scope, scope);

    /// <inheritdoc cref="ICurrentUser.PermissionsAsync"/>
    public static async ValueTask<IReadOnlySet<string>> GrantedToAsync(this IRolePermissions permissions, ClaimsPrincipal caller)
    {
        var granted = await permissions.GrantedAsync(caller.FindAll(TokenClaims.Roles).Select(claim => claim.Value), caller.HasShownSecondFactor());
        return caller.HasSession() ? granted : granted.Where(caller.MayUse).ToHashSet(StringComparer.Ordinal);
    }
}
