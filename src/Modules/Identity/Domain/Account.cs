using System.Text.Json.Serialization;

namespace Monolith.Identity.Domain;

/// <summary>What somebody signs in with. Its id is the person's id in every module.</summary>
public sealed class Account
{
    public const int MaxDisplayNameLength = 100;

    [JsonConstructor]
    private Account()
    {
    }

    [JsonInclude]
    public Guid Id { get; private set; }

    [JsonInclude]
    public string Email { get; private set; } = string.Empty;

    /// <summary>Unique in the database.</summary>
    [JsonInclude]
    public string NormalizedEmail { get; private set; } = string.Empty;

    [JsonInclude]
    public string DisplayName { get; private set; } = string.Empty;

    /// <summary>Null for people who have no password to sign in with.</summary>
    [JsonInclude]
    public string? PasswordHash { get; private set; }

    [JsonInclude]
    public IReadOnlyList<string> Roles { get; private set; } = [];

    [JsonInclude]
    public DateTimeOffset? EmailVerifiedAt { get; private set; }

    /// <summary>Changes with the credentials; links that were mailed before are void then.</summary>
    [JsonInclude]
    public string SecurityStamp { get; private set; } = string.Empty;

    [JsonInclude]
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The document's revision.</summary>
    [JsonIgnore]
    public long Version { get; private set; }

    [JsonIgnore]
    public bool IsEmailVerified => EmailVerifiedAt is not null;

    /// <summary>Somebody who must still show that the address is theirs.</summary>
    public static Account Register(EmailAddress email, string displayName, string? passwordHash, DateTimeOffset now) =>
        Create(email, displayName, passwordHash, Domain.Roles.Member, now);

    /// <summary>The person who runs the installation and proved it by other means than a mail.</summary>
    public static Account Administrator(EmailAddress email, string displayName, string passwordHash, DateTimeOffset now)
    {
        var account = Create(email, displayName, passwordHash, Domain.Roles.Admin, now);
        account.EmailVerifiedAt = now;
        return account;
    }

    /// <summary>
    /// The address is registered anew before anybody verified it: the later password counts and earlier links are void,
    /// so that nobody can prepare an account with a known password under somebody else's address.
    /// </summary>
    public void RegisterAgain(string passwordHash)
    {
        if (IsEmailVerified)
            throw new InvalidOperationException("A verified account keeps its password.");
        ChangePassword(passwordHash);
    }

    /// <summary>The person has shown who they are; links that were mailed before are void.</summary>
    public void ChangePassword(string passwordHash) => (PasswordHash, SecurityStamp) = (passwordHash, NewStamp());

    /// <summary>The same password, hashed at today's cost: sessions and links stay.</summary>
    public void Rehash(string passwordHash) => PasswordHash = passwordHash;

    /// <summary>The person followed a mailed link.</summary>
    public void VerifyEmail(DateTimeOffset now) => EmailVerifiedAt ??= now;

    /// <summary>The one check of the account's state before anything is minted for it.</summary>
    public bool MaySignIn() => IsEmailVerified && PasswordHash is not null;

    private static Account Create(EmailAddress email, string displayName, string? passwordHash, string role, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(email);
        ArgumentNullException.ThrowIfNull(displayName);
        return new Account
        {
            Id = Guid.CreateVersion7(now),
            Email = email.Value,
            NormalizedEmail = email.Normalized,
            DisplayName = displayName.Trim(),
            PasswordHash = passwordHash,
            Roles = [role],
            SecurityStamp = NewStamp(),
            CreatedAt = now,
        };
    }

    private static string NewStamp() => Secret.NewText();
}
