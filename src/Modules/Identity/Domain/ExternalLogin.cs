using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Monolith.Identity.Domain;

/// <summary>
/// A person at a provider who may sign in to an account. It is made only for accounts whose address is verified, so that nobody can
/// prepare a way into an account under somebody else's address.
/// </summary>
public sealed class ExternalLogin
{
    [JsonConstructor]
    private ExternalLogin()
    {
    }

    /// <summary>The same for the same person at the same provider: the primary key lets one account have it.</summary>
    [JsonInclude]
    public string Id { get; private set; } = string.Empty;

    [JsonInclude]
    public Guid AccountId { get; private set; }

    [JsonInclude]
    public string Provider { get; private set; } = string.Empty;

    [JsonInclude]
    public string Issuer { get; private set; } = string.Empty;

    [JsonInclude]
    public string Subject { get; private set; } = string.Empty;

    /// <summary>What the person recognises it by.</summary>
    [JsonInclude]
    public string? Label { get; private set; }

    [JsonInclude]
    public DateTimeOffset LinkedAt { get; private set; }

    public static ExternalLogin Link(Account account, ExternalIdentity identity, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(identity);
        if (!account.IsEmailVerified)
            throw new InvalidOperationException("Nobody has shown yet whose account this is.");
        return new ExternalLogin
        {
            Id = IdOf(identity),
            AccountId = account.Id,
            Provider = identity.Provider,
            Issuer = identity.Issuer,
            Subject = identity.Subject,
            Label = identity.Label,
            LinkedAt = now,
        };
    }

    /// <summary>Length and text of both parts, so that no two pairs are written alike.</summary>
    public static string IdOf(ExternalIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{identity.Issuer.Length}:{identity.Issuer}{identity.Subject}")));
    }
}
