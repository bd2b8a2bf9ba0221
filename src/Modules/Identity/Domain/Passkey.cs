using System.Text.Json.Serialization;

namespace Monolith.Identity.Domain;

/// <summary>What an authenticator says of a key that it has made; proved when it comes here.</summary>
/// <param name="Id">As base64url.</param>
/// <param name="PublicKey">In the form of COSE (RFC 9052).</param>
/// <param name="Transports">How browsers reach the authenticator.</param>
/// <param name="IsBackupEligible">Whether it may exist on several devices; never changes.</param>
/// <param name="SignCount">0 for ever where the authenticator does not count.</param>
public sealed record PasskeyCredential(
    string Id, IReadOnlyList<byte> PublicKey, IReadOnlyList<string> Transports, bool IsBackupEligible, bool IsBackedUp, long SignCount);

/// <summary>What an authenticator says of the use of a key; proved when it comes here.</summary>
public sealed record PasskeyProof(long SignCount, bool IsBackedUp);

/// <summary>
/// A key that a device or a password manager keeps for a person and signs with once it has verified who that is: both factors in one
/// (WebAuthn level 3, section 4, "credential record"). It is made only for accounts whose address is verified.
/// </summary>
public sealed class Passkey
{
    public const int MaxPerAccount = 20;
    public const int MaxNameLength = 60;

    /// <summary>The most that an authenticator may take (WebAuthn level 3, section 4).</summary>
    public const int MaxCredentialIdBytes = 1023;

    private const string NameOfUnknown = "Passkey";

    [JsonConstructor]
    private Passkey()
    {
    }

    [JsonInclude]
    public Guid Id { get; private set; }

    [JsonInclude]
    public Guid AccountId { get; private set; }

    /// <summary>As base64url; unique in the database.</summary>
    [JsonInclude]
    public string CredentialId { get; private set; } = string.Empty;

    /// <summary>In the form of COSE (RFC 9052).</summary>
    [JsonInclude]
    public byte[] PublicKey { get; private set; } = [];

    /// <summary>What its owner knows it by.</summary>
    [JsonInclude]
    public string Name { get; private set; } = string.Empty;

    [JsonInclude]
    public IReadOnlyList<string> Transports { get; private set; } = [];

    [JsonInclude]
    public bool IsBackupEligible { get; private set; }

    [JsonInclude]
    public bool IsBackedUp { get; private set; }

    [JsonInclude]
    public long SignCount { get; private set; }

    [JsonInclude]
    public DateTimeOffset CreatedAt { get; private set; }

    [JsonInclude]
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>The document's revision.</summary>
    [JsonIgnore]
    public long Version { get; private set; }

    /// <param name="name">Null: called after the browser that it was made with.</param>
    public static Passkey Register(Account account, PasskeyCredential credential, string? name, ClientInfo client, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(client);
        if (!account.IsEmailVerified)
            throw new InvalidOperationException("Nobody has shown yet whose account this is.");
        return new Passkey
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            CredentialId = credential.Id,
            PublicKey = [.. credential.PublicKey],
            Name = name?.Trim() ?? UserAgents.Name(client.UserAgent) ?? NameOfUnknown,
            Transports = credential.Transports,
            IsBackupEligible = credential.IsBackupEligible,
            IsBackedUp = credential.IsBackedUp,
            SignCount = credential.SignCount,
            CreatedAt = now,
        };
    }

    /// <summary>Notes a use (WebAuthn level 3, section 7.2, steps 22 and 24).</summary>
    /// <returns>False when the counter did not grow: there may be a copy of the key, and nobody can tell which one this is.</returns>
    public bool Use(PasskeyProof proof, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var counts = proof.SignCount > 0 || SignCount > 0;
        if (counts && proof.SignCount <= SignCount)
            return false;
        (SignCount, IsBackedUp, LastUsedAt) = (proof.SignCount, proof.IsBackedUp, now);
        return true;
    }
}
