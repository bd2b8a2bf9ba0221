namespace Monolith.Identity.Application.Ports;

/// <summary>Keeps what authenticator apps share with the installation from whoever reads the database.</summary>
public interface IAuthenticatorSecrets
{
    /// <returns>The key, bound to the account, under the installation's key.</returns>
    string Seal(Guid accountId, string key);

    string Open(Guid accountId, string sealedKey);

    /// <returns>The same key sealed anew; null when the installation's key of today has sealed it already.</returns>
    string? Renew(Guid accountId, string sealedKey);

    /// <summary>A keyed hash of a recovery code; spaces, hyphens and case make no difference.</summary>
    string Hash(Guid accountId, string recoveryCode);

    /// <returns>Also true for a hash under a former key.</returns>
    bool IsHashOf(string hash, Guid accountId, string recoveryCode);
}
