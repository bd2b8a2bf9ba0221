using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.Identity.Domain;

/// <summary>
/// What an API client sends: <c>mlp_</c>, 43 random characters of base 62 (256 bits), and 6 that are the checksum of the rest. As in the
/// tokens of GitHub, the prefix lets secret scanners find one that was published (<c>mlp_[0-9A-Za-z]{49}</c>), and the checksum tells a
/// mistyped or cut-off one without a look into the database.
/// </summary>
public sealed class ApiToken
{
    public const string Prefix = "mlp_";

    internal const int Length = 53;

    private const int SecretLength = 43;
    private const int ChecksumLength = 6;
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<char> Digits = SearchValues.Create(Alphabet);

    private readonly string _text;

    private ApiToken(string text) => _text = text;

    /// <summary>SHA-256 in hexadecimal: what is stored in the token's place. There is nothing to guess, so it needs no salt and no cost.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(_text)));

    public static bool TryParse(string? text, [NotNullWhen(true)] out ApiToken? token)
    {
        token = IsWhole(text) ? new ApiToken(text) : null;
        return token is not null;
    }

    /// <summary>The form that travels.</summary>
    public string Encode() => _text;

    /// <summary>Never the token: this may end in a log.</summary>
    public override string ToString() => nameof(ApiToken);

    internal static ApiToken New()
    {
        var text = Prefix + RandomNumberGenerator.GetString(Alphabet, SecretLength);
        return new ApiToken(text + Checksum(text));
    }

    private static bool IsWhole([NotNullWhen(true)] string? text) =>
        text is { Length: Length }
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && !text.AsSpan(Prefix.Length).ContainsAnyExcept(Digits)
        && text.AsSpan(Length - ChecksumLength).SequenceEqual(Checksum(text.AsSpan(0, Length - ChecksumLength)));

    /// <summary>CRC-32C of the ASCII text, in base 62.</summary>
    private static string Checksum(ReadOnlySpan<char> text)
    {
        var crc = uint.MaxValue;
        foreach (var character in text)
            crc = BitOperations.Crc32C(crc, (byte)character);
        return string.Create(ChecksumLength, ~crc, static (digits, rest) =>
        {
            for (var place = digits.Length - 1; place >= 0; place--, rest /= (uint)Alphabet.Length)
                digits[place] = Alphabet[(int)(rest % (uint)Alphabet.Length)];
        });
    }
}
