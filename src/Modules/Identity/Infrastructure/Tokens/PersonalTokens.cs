using System.Security.Claims;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Monolith.Identity.Domain;
using Monolith.Identity.Infrastructure.Persistence;
using Monolith.Shared.Infrastructure.Auth;

namespace Monolith.Identity.Infrastructure.Tokens;

/// <summary>
/// Authenticates by personal access tokens. The database is asked for the token and its owner together, so that one answer has all that can
/// end it: revoked, expired, a role lost, the owner barred. Nothing of it is kept in Redis, where each of these would have to be told.
/// </summary>
internal sealed class PersonalTokens(IDocumentStore store, TokenUses uses, TimeProvider clock)
{
    private const string Scheme = "Bearer ";
    private const string Why = "The API token is unknown, revoked or expired, or its owner may not sign in.";

    private static readonly AuthenticateResult Refused = AuthenticateResult.Fail(Why);

    /// <summary>Whether the <c>Authorization</c> header has a token of this kind, or what was meant to be one.</summary>
    public static bool IsIn(string? credentials) =>
        credentials?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true
        && credentials.AsSpan(Scheme.Length).TrimStart().StartsWith(ApiToken.Prefix, StringComparison.Ordinal);

    /// <summary>Answers as RFC 6750, section 3, has it.</summary>
    public static Task ChallengeAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.Append(HeaderNames.WWWAuthenticate, $"""Bearer error="invalid_token", error_description="{Why}" """.TrimEnd());
        return Task.CompletedTask;
    }

    /// <param name="credentials">The whole <c>Authorization</c> header.</param>
    public async Task<AuthenticateResult> AuthenticateAsync(string credentials, CancellationToken cancellationToken)
    {
        if (!ApiToken.TryParse(credentials[Scheme.Length..].Trim(), out var token))
            return Refused;
        await using var documents = store.QuerySession();
        var stored = (await documents.QueryAsync<PersonalAccessToken>("where d.hash = ?", cancellationToken, token.Hash)).SingleOrDefault();
        var now = clock.GetUtcNow();
        if (stored?.IsOpenedBy(token, now) != true)
            return Refused;
        if (await documents.LoadAsync<Account>(stored.AccountId, cancellationToken) is not { } owner || !owner.MaySignIn())
            return Refused;
        uses.Note(stored.Id, stored.LastUsedAt, now);
        return AuthenticateResult.Success(Ticket(stored, owner));
    }

    /// <summary>It names no session: whatever asks for one refuses it.</summary>
    private static AuthenticationTicket Ticket(PersonalAccessToken token, Account owner)
    {
        Claim[] claims =
        [
            new(TokenClaims.Subject, owner.Id.ToString()),
            .. owner.Roles.Select(role => new Claim(TokenClaims.Roles, role)),
            .. token.WithSecondFactor ? [new Claim(TokenClaims.AuthenticationMethods, TokenClaims.MultiFactor)] : Array.Empty<Claim>(),
            .. token.Scopes.Select(scope => new Claim(TokenClaims.Scope, scope)),
        ];
        var identity = new ClaimsIdentity(claims, JwtBearerDefaults.AuthenticationScheme, TokenClaims.Subject, TokenClaims.Roles);
        return new(new ClaimsPrincipal(identity), new() { ExpiresUtc = token.ExpiresAt }, JwtBearerDefaults.AuthenticationScheme);
    }
}
