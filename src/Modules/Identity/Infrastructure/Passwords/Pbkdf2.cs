using System.Globalization;
using System.Security.Cryptography;

namespace Monolith.Identity.Infrastructure.Passwords;

/// <summary>PBKDF2 with HMAC-SHA-512 (RFC 8018), for systems without libxcrypt: <c>$pbkdf2-sha512$iterations$salt$hash</c>.</summary>
internal static class Pbkdf2
{
    internal const string Prefix = "$pbkdf2-sha512$";

    private const int Iterations = 210_000;
    private const int SaltLength = 16;
    private const int HashLength = 32;

    public static string Hash(ReadOnlySpan<byte> phrase)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return Format(Iterations, salt, Derive(phrase, salt, Iterations));
    }

    public static bool Verify(ReadOnlySpan<byte> phrase, string hash)
    {
        if (hash[Prefix.Length..].Split('$') is not [var iterations, var salt, var expected])
            throw new CryptographicException("The stored password hash is damaged.");
        var derived = Derive(phrase, Convert.FromBase64String(salt), IterationsOf(iterations));
        return CryptographicOperations.FixedTimeEquals(derived, Convert.FromBase64String(expected));
    }

    public static bool IsOutdated(string hash) => IterationsOf(hash[Prefix.Length..].Split('$')[0]) < Iterations;

    /// <inheritdoc cref="Bcrypt.Decoy"/>
    public static string Decoy() => Format(Iterations, RandomNumberGenerator.GetBytes(SaltLength), RandomNumberGenerator.GetBytes(HashLength));

    private static int IterationsOf(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static byte[] Derive(ReadOnlySpan<byte> phrase, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(phrase, salt, iterations, HashAlgorithmName.SHA512, HashLength);

    private static string Format(int iterations, byte[] salt, byte[] hash) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
}
