using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Monolith.Bench.Limit;

/// <summary>The product's tokens and its check of them: ES256, validated in full once, then known until they expire.</summary>
internal sealed class Tokens : IDisposable
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private const string Issuer = "limit";
    private const string Audience = "monolith";
    private const string Scheme = "Bearer ";
    private const int MaxKnown = 10_000;

    private readonly ECDsa _ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly JsonWebTokenHandler _handler = new();
    private readonly ConcurrentDictionary<string, DateTime> _known = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;
    private readonly ECDsaSecurityKey _key;
    private readonly TokenValidationParameters _rules;

    public Tokens(TimeProvider clock)
    {
        _clock = clock;
        _key = new ECDsaSecurityKey(_ecdsa) { KeyId = "limit" };
        _rules = new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKey = _key,
        };
        var point = _ecdsa.ExportParameters(includePrivateParameters: false).Q;
        KeySet = new([new("EC", "sig", SecurityAlgorithms.EcdsaSha256, "P-256", _key.KeyId, Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y))]);
    }

    public KeySet KeySet { get; }

    public string Issue(Guid account, Guid session, string[] roles) => _handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = Audience,
        Expires = _clock.GetUtcNow().UtcDateTime + Lifetime,
        SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.EcdsaSha256),
        Claims = new Dictionary<string, object>
        {
            ["sub"] = account.ToString(),
            ["sid"] = session.ToString(),
            ["roles"] = roles,
            ["jti"] = Guid.CreateVersion7().ToString(),
        },
    });

    public async ValueTask<bool> IsValidAsync(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.Ordinal))
            return false;
        var token = authorization[Scheme.Length..];
        if (_known.TryGetValue(token, out var expires))
            return expires > _clock.GetUtcNow().UtcDateTime;
        var result = await _handler.ValidateTokenAsync(token, _rules);
        if (result.IsValid && _known.Count < MaxKnown)
            _known[token] = result.SecurityToken.ValidTo;
        return result.IsValid;
    }

    public void Dispose() => _ecdsa.Dispose();
}
