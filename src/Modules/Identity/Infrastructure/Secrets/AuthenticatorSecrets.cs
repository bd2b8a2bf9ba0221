using System.Security.Cryptography;
using System.Text;
using Monolith.Identity.Application.Ports;

namespace Monolith.Identity.Infrastructure.Secrets;

internal sealed class AuthenticatorSecrets(InstallationSeal seal, Peppers peppers) : IAuthenticatorSecrets
{
    private const string Sealed = "sealed:";
    private const string Plain = "plain:";

    public string Seal(Guid accountId, string key) => seal.HasKey
        ? Sealed + Convert.ToBase64String(seal.Seal(Encoding.ASCII.GetBytes(key), NameOf(accountId)))
        : Plain + key;

    public string Open(Guid accountId, string sealedKey)
    {
        ArgumentNullException.ThrowIfNull(sealedKey);
        return IsPlain(sealedKey)
            ? sealedKey[Plain.Length..]
            : Encoding.ASCII.GetString(seal.Open(Bytes(sealedKey), NameOf(accountId)));
    }

    public string? Renew(Guid accountId, string sealedKey)
    {
        ArgumentNullException.ThrowIfNull(sealedKey);
        var isOutdated = IsPlain(sealedKey) ? seal.HasKey : seal.IsOutdated(Bytes(sealedKey), NameOf(accountId));
        return isOutdated ? Seal(accountId, Open(accountId, sealedKey)) : null;
    }

    public string Hash(Guid accountId, string recoveryCode) => Hash(peppers.Current, accountId, recoveryCode);

    // Keyed hashes: how long it takes to compare them tells nothing of the codes.
    public bool IsHashOf(string hash, Guid accountId, string recoveryCode) =>
        peppers.All.Any(pepper => Hash(pepper, accountId, recoveryCode) == hash);

    // Fast: nobody tries 120 bits. The codes of earlier versions have 45, which nobody tries without the pepper, which is not in the database.
    private static string Hash(byte[] pepper, Guid accountId, string recoveryCode)
    {
        ArgumentNullException.ThrowIfNull(recoveryCode);
        var code = string.Concat(recoveryCode.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return Convert.ToBase64String(HMACSHA256.HashData(pepper, Encoding.ASCII.GetBytes($"recovery code of {accountId}: {code}")));
    }

    private static bool IsPlain(string sealedKey) => sealedKey.StartsWith(Plain, StringComparison.Ordinal);

    private static byte[] Bytes(string sealedKey) => Convert.FromBase64String(sealedKey[Sealed.Length..]);

    private static string NameOf(Guid accountId) => $"authenticator of {accountId}";
}
