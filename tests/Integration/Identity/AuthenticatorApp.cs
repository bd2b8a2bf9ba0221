using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Monolith.Tests.Integration.Identity;

/// <summary>What an authenticator app does with the key it was given: RFC 6238 with six digits, 30 seconds and HMAC-SHA-1.</summary>
internal sealed class AuthenticatorApp(string secret)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Step = 30;

    public string Secret => secret;

    /// <param name="steps">Of 30 seconds, from now on; the server takes its own and one on each side.</param>
    public string Code(int steps = 0)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / Step) + steps);
#pragma warning disable CA5350 // What RFC 6238 asks for by default, and every app uses.
        var hash = HMACSHA1.HashData(Bytes(), counter);
#pragma warning restore CA5350
        var binary = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf, 4)) & 0x7fff_ffff;
        return (binary % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private byte[] Bytes()
    {
        var bits = string.Concat(secret.Select(letter => Convert.ToString(Alphabet.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2))];
    }
}
