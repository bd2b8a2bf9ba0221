using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Monolith.Shared.Infrastructure.Secrets;

namespace Monolith.Identity.Infrastructure.Secrets;

/// <summary><see cref="AesGcmSeal"/> under the installation's key. Former keys open what they sealed, and seal nothing more.</summary>
internal sealed class InstallationSeal(IOptions<IdentityOptions> options)
{
    private readonly byte[] _key = Convert.FromBase64String(options.Value.KeyEncryptionKey);
    private readonly byte[][] _formerKeys = [.. options.Value.FormerKeyEncryptionKeys.Select(Convert.FromBase64String)];

    /// <summary>False in Development without the key: secrets are stored as they are.</summary>
    public bool HasKey => _key.Length > 0;

    public byte[] Seal(byte[] plain, string name) => AesGcmSeal.Seal(_key, plain, name);

    /// <exception cref="OptionsValidationException">The installation's key is missing or is not the one that sealed this.</exception>
    public byte[] Open(byte[] sealedBytes, string name)
    {
        if (!HasKey)
            throw Misconfigured("The secrets in the database are encrypted: set Identity:KeyEncryptionKey to the key they were stored with.");
        return _formerKeys.Prepend(_key).Select(key => OpenWith(key, sealedBytes, name)).FirstOrDefault(plain => plain is not null)
            ?? throw Misconfigured("Identity:KeyEncryptionKey is not the key that the secrets in the database were stored with.");
    }

    /// <summary>Whether a former key sealed this, or nobody.</summary>
    public bool IsOutdated(byte[] sealedBytes, string name) => HasKey && OpenWith(_key, sealedBytes, name) is null;

    private static byte[]? OpenWith(byte[] key, byte[] sealedBytes, string name)
    {
        try
        {
            return AesGcmSeal.Open(key, sealedBytes, name);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static OptionsValidationException Misconfigured(string sentence) => new("Identity", typeof(IdentityOptions), [sentence]);
}
