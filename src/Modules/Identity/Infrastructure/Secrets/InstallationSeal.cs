using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Monolith.Identity.Infrastructure.Secrets;

/// <summary>AES-256-GCM under the installation's key; nonce, tag and ciphertext in one array, bound to the name of what is sealed.</summary>
internal sealed class InstallationSeal(IOptions<IdentityOptions> options)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _key = Convert.FromBase64String(options.Value.KeyEncryptionKey);

    /// <summary>False in Development without the key: secrets are stored as they are.</summary>
    public bool HasKey => _key.Length > 0;

    public byte[] Seal(byte[] plain, string name)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var tag = new byte[TagLength];
        var cipher = new byte[plain.Length];
        using var aes = new AesGcm(_key, TagLength);
        aes.Encrypt(nonce, plain, cipher, tag, Encoding.UTF8.GetBytes(name));
        return [.. nonce, .. tag, .. cipher];
    }

    /// <exception cref="OptionsValidationException">The installation's key is missing or is not the one that sealed this.</exception>
    public byte[] Open(byte[] sealedBytes, string name)
    {
        if (!HasKey)
            throw Misconfigured("The secrets in the database are encrypted: set Identity:KeyEncryptionKey to the key they were stored with.");
        var plain = new byte[sealedBytes.Length - NonceLength - TagLength];
        using var aes = new AesGcm(_key, TagLength);
        try
        {
            aes.Decrypt(
                sealedBytes.AsSpan(0, NonceLength),
                sealedBytes.AsSpan(NonceLength + TagLength),
                sealedBytes.AsSpan(NonceLength, TagLength),
                plain,
                Encoding.UTF8.GetBytes(name));
        }
        catch (CryptographicException)
        {
            throw Misconfigured("Identity:KeyEncryptionKey is not the key that the secrets in the database were stored with.");
        }

        return plain;
    }

    private static OptionsValidationException Misconfigured(string sentence) => new("Identity", typeof(IdentityOptions), [sentence]);
}
