using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Passwords;

/// <summary>
/// Hashes that were made elsewhere, without our pepper: <c>foreign:</c> and bcrypt (<c>$2a$</c>, <c>$2b$</c>, <c>$2y$</c>) or version 3 of
/// ASP.NET Core Identity. They are tried once, at the sign-in that makes them anew.
/// </summary>
internal static partial class ForeignHash
{
    public const string Prefix = "foreign:";

    /// <summary>Of bcrypt: about a second on an ordinary core.</summary>
    private const int MaxCost = 14;

    /// <summary>Of PBKDF2: likewise.</summary>
    private const int MaxIterations = 1_000_000;

    private const byte Version3 = 0x01;
    private const int HeaderLength = 13;
    private const int MaxLength = 512;

    private static readonly PasswordHasher<Account> Version3Hasher = new();

    public static bool IsKnown(string hash) => hash.Length <= MaxLength && (IsBcrypt(hash) ? Bcrypt.IsAvailable : IsVersion3(hash));

    /// <param name="hash">Without the prefix.</param>
    public static bool Verify(string hash, string password) => IsBcrypt(hash)
        // To bcrypt a NUL is the end.
        ? !password.Contains('\0', StringComparison.Ordinal) && Bcrypt.Verify(Encoding.UTF8.GetBytes(password), hash)
        : Version3Hasher.VerifyHashedPassword(null!, hash, password) != PasswordVerificationResult.Failed;

    private static bool IsBcrypt(string hash) =>
        BcryptForm().Match(hash) is { Success: true } match
        && int.Parse(match.Groups["cost"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) is >= 4 and <= MaxCost;

    /// <summary>Its version, the pseudo-random function, the iterations, the length of the salt, the salt and the key.</summary>
    private static bool IsVersion3(string hash)
    {
        var bytes = new byte[MaxLength];
        if (!Convert.TryFromBase64String(hash, bytes, out var length) || length <= HeaderLength || bytes[0] != Version3)
            return false;
        var (function, iterations, salt) = (Number(bytes, 1), Number(bytes, 5), Number(bytes, 9));
        return function <= 2 && iterations is >= 1 and <= MaxIterations && salt is >= 16 and <= 64 && length - HeaderLength - salt is >= 16 and <= 64;
    }

    private static uint Number(byte[] bytes, int place) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(place));

    [GeneratedRegex(@"\A\$2[aby]\$(?<cost>[0-9]{2})\$[./A-Za-z0-9]{53}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex BcryptForm();
}
