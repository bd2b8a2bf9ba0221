using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.External;

/// <summary>What an id_token must be to prove anything (OpenID Connect Core 1.0, section 3.1.3.7).</summary>
internal static class IdTokens
{
    /// <summary>Providers keep their clocks by NTP; their tokens come straight from them.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>With a private key that only the provider has; none, and nothing that our own secret could make.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>Providers choose their keys. Google and Microsoft sign with 2048 bits, and nothing approved is weaker (NIST SP 800-131A).</summary>
    private const int MinRsaBits = 2048;

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <returns>Its claims; null when it is signed with a key that the provider has not published here.</returns>
    /// <exception cref="ProviderException">It proves nothing.</exception>
    public static async Task<JsonElement?> ReadAsync(
        string idToken, OpenIdConnectConfiguration published, string clientId, ExternalAttempt attempt, string accessToken)
    {
        var result = await Handler.ValidateTokenAsync(idToken, new TokenValidationParameters
        {
            IssuerValidator = (issuer, _, _) => ProviderIssuers.IsOf(published.Issuer, issuer)
                ? issuer
                : throw new SecurityTokenInvalidIssuerException("The issuer is another one."),
            ValidAudience = clientId,
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = published.SigningKeys,
            IssuerSigningKeyValidator = (key, token, _) => IsElliptic((JsonWebToken)token) || key.KeySize >= MinRsaBits,
            ClockSkew = ClockSkew,
        });
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
            return null;
        if (!result.IsValid)
            throw Refused(result.Exception.GetType().Name, result.Exception);

        var token = (JsonWebToken)result.SecurityToken;
        var claims = JsonElement.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        RequireOurs(token, claims, published, clientId);
        if (!Equal(claims.Text("nonce"), attempt.Nonce))
            throw Refused("the nonce is another one");
        if (claims.TryGetProperty("at_hash", out _) && !Equal(claims.Text("at_hash"), HalfHash(token.Alg, accessToken)))
            throw Refused("at_hash does not fit the access token");
        return claims;
    }

    private static void RequireOurs(JsonWebToken token, JsonElement claims, OpenIdConnectConfiguration published, string clientId)
    {
        // We trust no other audience, so there may be none.
        if (token.Audiences.Count() != 1 || (claims.TryGetProperty("azp", out _) && claims.Text("azp") != clientId))
            throw Refused("it was made for others, too");
        if (string.IsNullOrEmpty(token.Subject) || token.Subject.Length > ExternalIdentity.MaxSubjectLength)
            throw Refused("the subject is missing or too long");
        if (ProviderIssuers.Tenant(published.Issuer, token.Issuer) is { } tenant && claims.Text("tid") != tenant)
            throw Refused("the tenant is another one than the issuer's");
        // Some of Microsoft's keys are for some of its tenants only.
        var key = published.JsonWebKeySet.Keys.FirstOrDefault(key => key.Kid == token.Kid);
        if (key?.AdditionalData.TryGetValue("issuer", out var owner) == true && !ProviderIssuers.IsOf($"{owner}", token.Issuer))
            throw Refused("the key is another issuer's");
    }

    private static bool IsElliptic(JsonWebToken token) => token.Alg.StartsWith("ES", StringComparison.Ordinal);

    /// <summary>OpenID Connect Core 1.0, section 3.1.3.6.</summary>
    private static string HalfHash(string algorithm, string accessToken)
    {
        var bytes = Encoding.ASCII.GetBytes(accessToken);
        var hash = algorithm[^3..] switch
        {
            "384" => SHA384.HashData(bytes),
            "512" => SHA512.HashData(bytes),
            _ => SHA256.HashData(bytes),
        };
        return Base64UrlEncoder.Encode(hash[..(hash.Length / 2)]);
    }

    private static bool Equal(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    private static ProviderException Refused(string reason, Exception? cause = null) =>
        new(ExternalErrors.Untrusted, $"its id_token proves nothing: {reason}", cause);
}
