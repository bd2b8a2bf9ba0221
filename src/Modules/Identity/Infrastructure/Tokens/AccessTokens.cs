using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Infrastructure.Auth;

namespace Monolith.Identity.Infrastructure.Tokens;

/// <summary>JSON Web Tokens for access (RFC 9068), signed with ES256.</summary>
internal sealed class AccessTokens(SigningKeys keys, IOptions<IdentityOptions> options, TimeProvider clock) : IAccessTokens
{
    internal const string Audience = "monolith";

    /// <summary>Explicit, so that no other token of ours passes as one for access (RFC 8725, section 3.11).</summary>
    internal const string Type = "at+jwt";

    internal const string Algorithm = SecurityAlgorithms.EcdsaSha256;

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public async ValueTask<AccessToken> IssueAsync(Account account, Session session, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var lifetime = options.Value.AccessTokens.Lifetime;
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = Type,
            Issuer = options.Value.PublicUrl,
            Audience = Audience,
            IssuedAt = now,
            Expires = now + lifetime,
            SigningCredentials = new SigningCredentials(await keys.SignerAsync(cancellationToken), Algorithm),
            Claims = new Dictionary<string, object>
            {
                [TokenClaims.Subject] = account.Id.ToString(),
                [TokenClaims.Session] = session.Id.ToString(),
                [TokenClaims.Roles] = account.Roles,
                [TokenClaims.AuthenticationTime] = session.AuthenticatedAt.ToUnixTimeSeconds(),
                [TokenClaims.AuthenticationMethods] = session.Methods,
                [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7().ToString(),
            },
        });
        return new AccessToken(token, lifetime);
    }
}
