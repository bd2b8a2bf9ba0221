using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Monolith.Identity.Domain;

public enum LinkPurpose
{
    VerifyEmail,
    SetUp,
    ResetPassword,
}

/// <summary>
/// A link that works once. Only the hash of its token is stored: whoever reads the database cannot follow it.
/// </summary>
public sealed class OneTimeLink
{
    private static readonly Dictionary<LinkPurpose, TimeSpan> Lifetimes = new()
    {
        [LinkPurpose.VerifyEmail] = TimeSpan.FromHours(24),
        [LinkPurpose.SetUp] = TimeSpan.FromHours(1),
        [LinkPurpose.ResetPassword] = TimeSpan.FromMinutes(30),
    };

    [JsonConstructor]
    private OneTimeLink()
    {
    }

    /// <summary>The token's SHA-256 in hexadecimal.</summary>
    [JsonInclude]
    public string Id { get; private set; } = string.Empty;

    [JsonInclude]
    public LinkPurpose Purpose { get; private set; }

    /// <summary>Null for the link that creates the first account.</summary>
    [JsonInclude]
    public Guid? AccountId { get; private set; }

    /// <summary>The account's security stamp when the link was made.</summary>
    [JsonInclude]
    public string? SecurityStamp { get; private set; }

    [JsonInclude]
    public DateTimeOffset ExpiresAt { get; private set; }

    [JsonInclude]
    public DateTimeOffset? ConsumedAt { get; private set; }

    /// <summary>The document's revision.</summary>
    [JsonIgnore]
    public long Version { get; private set; }

    /// <returns>The link to store, and the token that only the person gets.</returns>
    public static (OneTimeLink Link, string Token) ForAccount(LinkPurpose purpose, Account account, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        var (link, token) = Create(purpose, now);
        link.AccountId = account.Id;
        link.SecurityStamp = account.SecurityStamp;
        return (link, token);
    }

    /// <inheritdoc cref="ForAccount"/>
    public static (OneTimeLink Link, string Token) ForSetUp(DateTimeOffset now) => Create(LinkPurpose.SetUp, now);

    /// <summary>The id under which the link of this token is stored.</summary>
    public static string IdOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Uses the link up. The caller stores it by revision, so that one of two uses at the same time fails.</summary>
    /// <returns>False when it is for something else, too old or used already.</returns>
    public bool TryConsume(LinkPurpose purpose, DateTimeOffset now)
    {
        if (purpose != Purpose || ConsumedAt is not null || now >= ExpiresAt)
            return false;
        ConsumedAt = now;
        return true;
    }

    /// <summary>Whether the account's credentials are still those that the link was made for.</summary>
    public bool StillFits(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Id == AccountId && string.Equals(account.SecurityStamp, SecurityStamp, StringComparison.Ordinal);
    }

    private static (OneTimeLink Link, string Token) Create(LinkPurpose purpose, DateTimeOffset now)
    {
        var token = Secret.NewText();
        return (new OneTimeLink { Id = IdOf(token), Purpose = purpose, ExpiresAt = now + Lifetimes[purpose] }, token);
    }
}
