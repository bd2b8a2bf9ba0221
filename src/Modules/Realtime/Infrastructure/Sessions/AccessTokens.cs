using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Monolith.Realtime.Domain;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;

namespace Monolith.Realtime.Infrastructure.Sessions;

/// <summary>What a token that came with a command says.</summary>
/// <param name="Subscriber">Null when the token is not valid, or not any more.</param>
/// <param name="ExpiresAt">Null for a token without an end.</param>
/// <param name="HasExpired">The token was valid once; the client should bring a new one.</param>
internal sealed record TokenReading(Subscriber? Subscriber, DateTimeOffset? ExpiresAt, bool HasExpired)
{
    public static readonly TokenReading Invalid = new(null, null, HasExpired: false);
    public static readonly TokenReading Expired = new(null, null, HasExpired: true);

    [MemberNotNullWhen(true, nameof(Subscriber))]
    public bool IsValid => Subscriber is not null;
}

internal interface IAccessTokens
{
    Task<TokenReading> ReadAsync(string token, CancellationToken cancellationToken);
}

/// <summary>
/// Asks the scheme that authenticates HTTP requests, with a request that carries nothing but the token: whatever is refused there is
/// refused here.
/// </summary>
internal sealed class AccessTokens(IServiceScopeFactory scopes, IRolePermissions permissions) : IAccessTokens
{
    public async Task<TokenReading> ReadAsync(string token, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var request = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = cancellationToken };
        request.Request.Headers.Authorization = $"Bearer {token}";
        var result = await scope.ServiceProvider.GetRequiredService<IAuthenticationService>().AuthenticateAsync(request, scheme: null);
        if (!result.Succeeded)
            return result.Failure is SecurityTokenExpiredException or OutdatedTokenException ? TokenReading.Expired : TokenReading.Invalid;
        if (!Guid.TryParse(result.Principal.FindFirstValue(TokenClaims.Subject), out var userId)
            || !Guid.TryParse(result.Principal.FindFirstValue(TokenClaims.Session), out var sessionId))
        {
            return TokenReading.Invalid;
        }

        string[] roles = [.. result.Principal.FindAll(TokenClaims.Roles).Select(claim => claim.Value)];
        var withSecondFactor = result.Principal.HasClaim(TokenClaims.AuthenticationMethods, TokenClaims.MultiFactor);
        var subscriber = new Subscriber(userId, sessionId, roles, withSecondFactor, await permissions.GrantedAsync(roles, withSecondFactor));
        return new(subscriber, result.Properties?.ExpiresUtc, HasExpired: false);
    }
}
