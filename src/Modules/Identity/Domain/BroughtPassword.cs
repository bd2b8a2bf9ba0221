using System.Text.Json.Serialization;

namespace Monolith.Identity.Domain;

/// <summary>The hash of a password that somebody has brought along, until the account is made.</summary>
public sealed class BroughtPassword
{
    [JsonConstructor]
    private BroughtPassword()
    {
    }

    public BroughtPassword(Guid accountId, string sealedHash) => (Id, SealedHash) = (accountId, sealedHash);

    /// <summary>Of the account.</summary>
    [JsonInclude]
    public Guid Id { get; private set; }

    [JsonInclude]
    public string SealedHash { get; private set; } = string.Empty;
}
