using System.Security.Cryptography;
using System.Text;

namespace Monolith.Shared.Infrastructure.Secrets;

/// <summary>AES-256-GCM (NIST SP 800-38D): nonce, tag and ciphertext in one array, bound to the name of what is sealed.</summary>
public static class AesGcmSeal
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <param name="key">32 bytes.</param>
    public static byte[] Seal(byte[] key, byte[] plain, string name)
    {
        ArgumentNullException.ThrowIfNull(plain);
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var tag = new byte[TagLength];
        var cipher = new byte[plain.Length];
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, cipher, tag, Encoding.UTF8.GetBytes(name));
        return [.. nonce, .. tag, .. cipher];
    }

    /// <exception cref="CryptographicException">It was sealed with another key or under another name, or was changed.</exception>
    public static byte[] Open(byte[] key, byte[] sealedBytes, string name)
    {
        ArgumentNullException.ThrowIfNull(sealedBytes);
        var plain = new byte[sealedBytes.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(
            sealedBytes.AsSpan(0, NonceLength),
            sealedBytes.AsSpan(NonceLength + TagLength),
            sealedBytes.AsSpan(NonceLength, TagLength),
            plain,
            Encoding.UTF8.GetBytes(name));
        return plain;
    }
}
