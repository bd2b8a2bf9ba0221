using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monolith.Identity.Domain;

/// <summary>
/// A way to a provider and back that somebody has begun. It is the note of a ticket whose token is the <c>state</c>; what proves the
/// answer to be the one that was asked for never leaves the server, except as a hash.
/// </summary>
/// <param name="BrowserHash">Of the secret in the cookie of the browser that began.</param>
/// <param name="Nonce">The identity that comes back must repeat it (OpenID Connect Core 1.0, section 3.1.2.1).</param>
/// <param name="CodeVerifier">Whoever redeems the code must know it (RFC 7636).</param>
/// <param name="ReturnUrl">See <see cref="LocalAddress"/>.</param>
/// <param name="SessionId">Of the signed-in person who wants to link the provider; null for a sign-in.</param>
public sealed record ExternalAttempt(string Provider, string BrowserHash, string Nonce, string CodeVerifier, string ReturnUrl, Guid? SessionId)
{
    public const string ChallengeMethod = "S256";

    [JsonIgnore]
    public string CodeChallenge => HashOf(CodeVerifier);

    public static ExternalAttempt Begin(string provider, string browser, string returnUrl, Guid? sessionId) =>
        new(provider, HashOf(browser), Secret.NewText(), Secret.NewText(), returnUrl, sessionId);

    public static ExternalAttempt Read(string note) =>
        JsonSerializer.Deserialize<ExternalAttempt>(note) ?? throw new FormatException("The note of an external sign-in is empty.");

    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>Whether the answer came back where the way was begun.</summary>
    public bool IsOf(string provider, string? browser) =>
        string.Equals(provider, Provider, StringComparison.Ordinal)
        && browser is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(BrowserHash), Encoding.ASCII.GetBytes(HashOf(browser)));

    /// <summary>Never the secrets: this may end in a log.</summary>
    public override string ToString() => $"{nameof(ExternalAttempt)} with {Provider}";

    private static string HashOf(string secret) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
}
