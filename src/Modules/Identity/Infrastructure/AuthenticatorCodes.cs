using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure;

/// <summary>
/// Checks the codes of authenticator apps (RFC 6238: six digits, 30 seconds, HMAC-SHA-1). In place of the framework's own, which takes two
/// steps before and after; the RFC recommends one (section 5.2), for clocks that differ and codes that change while they are typed.
/// </summary>
internal sealed class AuthenticatorCodes(TimeProvider clock) : IUserTwoFactorTokenProvider<Account>
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerLetter = 5;
    private const int SecondsPerStep = 30;
    private const int Neighbours = 1;
    private const int SixDigits = 1_000_000;

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        ArgumentNullException.ThrowIfNull(manager);
        if (await manager.GetAuthenticatorKeyAsync(user) is not { } key)
            return false;
        var secret = Bytes(key);
        var now = clock.GetUtcNow().ToUnixTimeSeconds() / SecondsPerStep;
        var entered = Encoding.UTF8.GetBytes(token);
        var isRight = false;
        for (var step = now - Neighbours; step <= now + Neighbours; step++)
            isRight |= CryptographicOperations.FixedTimeEquals(entered, Encoding.UTF8.GetBytes(Code(secret, step)));
        return isRight;
    }

    /// <summary>The app makes them.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<Account> manager, Account user) => Task.FromResult(string.Empty);

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Account> manager, Account user)
    {
        ArgumentNullException.ThrowIfNull(manager);
        return await manager.GetAuthenticatorKeyAsync(user) is not null;
    }

    /// <summary>RFC 4226, section 5.3.</summary>
    private static string Code(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // Apps know no other, and what was broken of SHA-1 is no way to find a code (RFC 6238, section 1.2).
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf, sizeof(int))) & int.MaxValue;
        return (number % SixDigits).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string key)
    {
        var bytes = new byte[key.Length * BitsPerLetter / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var letter = Base32.IndexOf(key[bit / BitsPerLetter], StringComparison.Ordinal);
            var isSet = (letter >> (BitsPerLetter - 1 - (bit % BitsPerLetter))) & 1;
            bytes[bit / 8] |= (byte)(isSet << (7 - (bit % 8)));
        }

        return bytes;
    }
}
