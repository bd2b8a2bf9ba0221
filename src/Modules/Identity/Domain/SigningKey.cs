using System.Text.Json.Serialization;

namespace Monolith.Identity.Domain;

/// <summary>
/// A P-256 key that signs access tokens. Its id is its generation, so that of several nodes that make the next key at once one succeeds
/// and the others load it.
/// </summary>
public sealed class SigningKey
{
    [JsonConstructor]
    private SigningKey()
    {
    }

    public SigningKey(int generation, string keyId, byte[] x, byte[] y, byte[] privateKey, bool isEncrypted, DateTimeOffset now)
    {
        Id = IdOf(generation);
        Generation = generation;
        KeyId = keyId;
        X = x;
        Y = y;
        PrivateKey = privateKey;
        IsEncrypted = isEncrypted;
        CreatedAt = now;
    }

    [JsonInclude]
    public string Id { get; private set; } = string.Empty;

    /// <summary>1 for the first; the highest one signs, all of them verify.</summary>
    [JsonInclude]
    public int Generation { get; private set; }

    /// <summary>The <c>kid</c> of tokens: the key's thumbprint (RFC 7638).</summary>
    [JsonInclude]
    public string KeyId { get; private set; } = string.Empty;

    [JsonInclude]
    public byte[] X { get; private set; } = [];

    [JsonInclude]
    public byte[] Y { get; private set; } = [];

    /// <summary>The private scalar, sealed when <see cref="IsEncrypted"/>.</summary>
    [JsonInclude]
    public byte[] PrivateKey { get; private set; } = [];

    [JsonInclude]
    public bool IsEncrypted { get; private set; }

    [JsonInclude]
    public DateTimeOffset CreatedAt { get; private set; }

    private static string IdOf(int generation) => $"es256-{generation:D6}";
}
