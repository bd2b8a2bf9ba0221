using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Monolith.Identity.Domain;

/// <summary>
/// Lets a program call the API for its owner, within scopes and until a day. It is worth no more than its owner is at that moment: what the
/// owner may not do any more, it may not either.
/// </summary>
public sealed class PersonalAccessToken
{
    public const int MaxNameLength = 100;
    public const int MaxScopes = 50;
    public const int MaxScopeLength = 100;

    /// <summary>Tokens of one account that can be used. Several that are made at the same moment may exceed it by as many.</summary>
    public const int MaxPerAccount = 50;

    /// <summary>A year, leap years too.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(366);

    [JsonConstructor]
    private PersonalAccessToken()
    {
    }

    [JsonInclude]
    public Guid Id { get; private set; }

    [JsonInclude]
    public Guid AccountId { get; private set; }

    /// <summary>What its owner knows it by.</summary>
    [JsonInclude]
    public string Name { get; private set; } = string.Empty;

    [JsonInclude]
    public IReadOnlyList<string> Scopes { get; private set; } = [];

    /// <summary>The session that made it had shown a second factor, so that it may do what its owner may only with one.</summary>
    [JsonInclude]
    public bool WithSecondFactor { get; private set; }

    /// <summary>See <see cref="ApiToken.Hash"/>; unique in the database.</summary>
    [JsonInclude]
    public string Hash { get; private set; } = string.Empty;

    [JsonInclude]
    public DateTimeOffset CreatedAt { get; private set; }

    [JsonInclude]
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>To the minute; written beside the document's revisions. Null until the first use.</summary>
    [JsonInclude]
    public DateTimeOffset? LastUsedAt { get; private set; }

    [JsonInclude]
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>The document's revision.</summary>
    [JsonIgnore]
    public long Version { get; private set; }

    /// <returns>What to store, and what only the owner gets, once.</returns>
    public static (PersonalAccessToken Stored, ApiToken Token) Create(
        Guid accountId, string name, IEnumerable<string> scopes, bool withSecondFactor, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(name);
        var token = ApiToken.New();
        var stored = new PersonalAccessToken
        {
            Id = Guid.CreateVersion7(now),
            AccountId = accountId,
            Name = name.Trim(),
            Scopes = [.. scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            WithSecondFactor = withSecondFactor,
            Hash = token.Hash,
            CreatedAt = now,
            ExpiresAt = expiresAt.ToUniversalTime(),
        };
        return (stored, token);
    }

    /// <summary>Whether a token that is made now may last until then.</summary>
    public static bool MayExpireAt(DateTimeOffset expiresAt, DateTimeOffset now) => expiresAt > now && expiresAt - now <= MaxLifetime;

    /// <summary>Whether this is the token, and neither revoked nor expired.</summary>
    public bool IsOpenedBy(ApiToken token, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(token);
        var isThis = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash), Encoding.ASCII.GetBytes(token.Hash));
        return isThis && RevokedAt is null && now < ExpiresAt;
    }

    /// <returns>False when it was revoked before.</returns>
    public bool Revoke(DateTimeOffset now)
    {
        if (RevokedAt is not null)
            return false;
        RevokedAt = now;
        return true;
    }
}
