using System.Runtime.CompilerServices;
using System.Security.Claims;
using Monolith.Shared.Application;

namespace Monolith.Shared.Infrastructure.Auth;

/// <summary>The one place that decides what a caller may do.</summary>
internal static class Caller
{
    /// <summary>Who is told by a known token is the same object in every request, and is never changed.</summary>
    private static readonly ConditionalWeakTable<ClaimsPrincipal, Facts> Known = [];

    /// <summary>The account's id as the token has it; null for a stranger.</summary>
    public static string? Subject(this ClaimsPrincipal caller) => FactsOf(caller).Subject;

    public static IReadOnlyList<string> Roles(this ClaimsPrincipal caller) => FactsOf(caller).Roles;

    /// <summary>Somebody who signed in, rather than a program with an API token.</summary>
    public static bool HasSession(this ClaimsPrincipal caller) => FactsOf(caller).HasSession;

    /// <inheritdoc cref="ICurrentUser.HasShownSecondFactor"/>
    public static bool HasShownSecondFactor(this ClaimsPrincipal caller) => FactsOf(caller).HasShownSecondFactor;

    /// <inheritdoc cref="ICurrentUser.MayUse"/>
    public static bool MayUse(this ClaimsPrincipal caller, string scope) =>
        caller.HasSession() || caller.HasClaim(TokenClaims.Scope, scope);

    /// <inheritdoc cref="ICurrentUser.PermissionsAsync"/>
    public static async ValueTask<IReadOnlySet<string>> GrantedToAsync(this IRolePermissions permissions, ClaimsPrincipal caller)
    {
        var granted = await permissions.GrantedAsync(caller.Roles(), caller.HasShownSecondFactor());
        return caller.HasSession() ? granted : granted.Where(caller.MayUse).ToHashSet(StringComparer.Ordinal);
    }

    private static Facts FactsOf(ClaimsPrincipal caller) =>
        caller.Identity?.IsAuthenticated == true ? Known.GetValue(caller, static caller => Facts.Of(caller)) : Facts.OfNobody;

    private sealed record Facts(string? Subject, IReadOnlyList<string> Roles, bool HasSession, bool HasShownSecondFactor)
    {
        public static readonly Facts OfNobody = new(Subject: null, Roles: [], HasSession: false, HasShownSecondFactor: false);

        public static Facts Of(ClaimsPrincipal caller) => new(
            caller.FindFirst(TokenClaims.Subject)?.Value,
            [.. caller.FindAll(TokenClaims.Roles).Select(claim => claim.Value)],
            caller.HasClaim(static claim => claim.Type == TokenClaims.Session),
            caller.HasClaim(TokenClaims.AuthenticationMethods, TokenClaims.MultiFactor));
    }
}
