using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Monolith.Identity.Application.Ports;
using Monolith.Shared.Infrastructure.Auth;

namespace Monolith.Identity.Infrastructure.Tokens;

/// <summary>
/// An access token is worth no more than the session it was issued for, and no longer than its person has the roles that it names and shows no
/// credential again.
/// </summary>
internal static class TokenSession
{
    private static readonly AuthenticateResult Outdated = AuthenticateResult.Fail(new OutdatedTokenException());
    private static readonly AuthenticateResult Ended = AuthenticateResult.Fail("The session of the token has ended.");

    /// <returns>Null for a token that does not say whose it is.</returns>
    public static TokenFacts? Of(ClaimsPrincipal? principal) =>
        Guid.TryParse(principal?.FindFirst(TokenClaims.Session)?.Value, out var sessionId)
        && Guid.TryParse(principal.FindFirst(TokenClaims.Subject)?.Value, out var accountId)
        && long.TryParse(principal.FindFirst(TokenClaims.AuthenticationTime)?.Value, CultureInfo.InvariantCulture, out var authenticatedAt)
            ? new TokenFacts(sessionId, accountId, authenticatedAt, [.. principal.FindAll(TokenClaims.Roles).Select(claim => claim.Value)])
            : null;

    /// <summary>The result of a token that is valid by itself, for as long as its session has nothing against it.</summary>
    public static Func<DateTimeOffset, Task<AuthenticateResult>> WhileGood(AuthenticateResult result, RecentAnswer<TokenStanding> standing) =>
        async now => Refusal(await standing.GetAsync(now)) ?? result;

    public static async Task RequireOpenAsync(TokenValidatedContext context, TokenStandings standings)
    {
        var standing = Of(context.Principal) is { } token ? await standings.CheckAsync(token) : TokenStanding.Ended;
        if (Refusal(standing) is { Failure: { } reason })
            context.Fail(reason);
    }

    /// <returns>Null for a token that is good.</returns>
    private static AuthenticateResult? Refusal(TokenStanding standing) => standing switch
    {
        TokenStanding.Good => null,
        TokenStanding.Outdated => Outdated,
        _ => Ended,
    };
}
