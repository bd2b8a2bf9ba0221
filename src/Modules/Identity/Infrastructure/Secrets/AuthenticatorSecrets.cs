using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Monolith.Identity.Application.Ports;

namespace Monolith.Identity.Infrastructure.Secrets;

internal sealed class AuthenticatorSecrets(InstallationSeal seal, IOptions<IdentityOptions> options) : IAuthenticatorSecrets
{
    private const string Sealed = "sealed:";
    private const string Plain = "plain:";

    private readonly byte[] _pepper = Convert.FromBase64String(options.Value.Passwords.Pepper);

    public string Seal(Guid accountId, string key) => seal.HasKey
        ? Sealed + Convert.ToBase64String(seal.Seal(Encoding.ASCII.GetBytes(key), NameOf(accountId)))
        : Plain + key;

    public string Open(Guid accountId, string sealedKey)
    {
        ArgumentNullException.ThrowIfNull(sealedKey);
        return sealedKey.StartsWith(Plain, StringComparison.Ordinal)
            ? sealedKey[Plain.Length..]
            : Encoding.ASCII.GetString(seal.Open(Convert.FromBase64String(sealedKey[Sealed.Length..]), NameOf(accountId)));
    }

    // 47 bits can be tried by whoever has the hash; not without the pepper, which is not in the database.
    public string Hash(Guid accountId, string recoveryCode)
    {
        ArgumentNullException.ThrowIfNull(recoveryCode);
        var code = string.Concat(recoveryCode.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return Convert.ToBase64String(HMACSHA256.HashData(_pepper, Encoding.ASCII.GetBytes($"recovery code of {accountId}: {code}")));
    }

    private static string NameOf(Guid accountId) => $"authenticator of {accountId}";
}
