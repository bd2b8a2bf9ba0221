using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Monolith.Identity.Domain;

/// <summary>
/// What a browser or device keeps a session with: the session's id, a 256-bit secret, and a tag that shows that the session
/// issued this secret at some time, also when it was replaced long ago.
/// </summary>
public sealed class RefreshToken
{
    internal const int TagLength = 16;
    private const int IdLength = 16;
    private const int EncodedLength = 86;

    private readonly byte[] _secret;
    private readonly byte[] _tag;

    private RefreshToken(Guid sessionId, byte[] secret, byte[] tag) => (SessionId, _secret, _tag) = (sessionId, secret, tag);

    public Guid SessionId { get; }

    /// <summary>What the session stores in the secret's place.</summary>
    internal byte[] Hash => SHA256.HashData(_secret);

    public static bool TryParse(string? text, [NotNullWhen(true)] out RefreshToken? token)
    {
        token = null;
        var bytes = new byte[IdLength + Secret.Length + TagLength];
        if (text is not { Length: EncodedLength } || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out _))
            return false;
        token = new RefreshToken(new Guid(bytes.AsSpan(0, IdLength), bigEndian: true), bytes[IdLength..^TagLength], bytes[^TagLength..]);
        return true;
    }

    /// <summary>The form that travels: base64url of 64 bytes.</summary>
    public string Encode()
    {
        Span<byte> id = stackalloc byte[IdLength];
        SessionId.TryWriteBytes(id, bigEndian: true, out _);
        return Base64Url.EncodeToString([.. id, .. _secret, .. _tag]);
    }

    /// <summary>Its one use, remembered for as long as a retry is answered; older ones are told by the session.</summary>
    public OneTimeUse Use(DateTimeOffset now) => new("refresh", Convert.ToHexStringLower(Hash), now + Session.RetryWindow);

    /// <summary>Never the secret: this may end in a log.</summary>
    public override string ToString() => $"refresh token of session {SessionId}";

    internal static RefreshToken Issue(Guid sessionId, byte[] familyKey, byte[] secret) => new(sessionId, secret, TagOf(familyKey, secret));

    internal bool WasIssuedUnder(byte[] familyKey) => CryptographicOperations.FixedTimeEquals(_tag, TagOf(familyKey, _secret));

    /// <summary>The same parent and salt always give the same successor, so that nobody has to store it.</summary>
    internal RefreshToken Successor(byte[] familyKey, byte[] salt) => Issue(SessionId, familyKey, HMACSHA256.HashData(_secret, salt));

    private static byte[] TagOf(byte[] familyKey, byte[] secret) => HMACSHA256.HashData(familyKey, secret)[..TagLength];
}
