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

    /// <summary>The version of the person's profile in the directory that <see cref="DisplayName"/> comes from; of two the later counts.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long ProfileVersion { get; private set; }

    /// <summary>Null for people who have no password to sign in with.</summary>
    [JsonInclude]
    public string? PasswordHash { get; private set; }

    [JsonInclude]
    public IReadOnlyList<string> Roles { get; private set; } = [];

    /// <summary>Counts the changes of <see cref="Roles"/>, so that of two the later one is known wherever they are heard of.</summary>
    [JsonInclude]
    public int RolesRevision { get; private set; }

    /// <summary>Of <see cref="Roles"/>, as far as they were given since this is kept; see <see cref="GrantOf"/>.</summary>
    [JsonInclude]
    public IReadOnlyList<RoleGrant> RoleGrants { get; private set; } = [];

    /// <summary>When somebody else had the account made for the person; null for whoever made it alone.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? InvitedAt { get; private set; }

    [JsonInclude]
    public DateTimeOffset? EmailVerifiedAt { get; private set; }

    /// <summary>Changes with the credentials; links that were mailed before are void then.</summary>
    [JsonInclude]
    public string SecurityStamp { get; private set; } = string.Empty;

    /// <summary>Null for people who show nothing but one credential.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Authenticator? Authenticator { get; private set; }

    /// <summary>Wrong passwords and codes since the last sign-in.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int FailedSignIns { get; private set; }

    /// <summary>Nobody signs in by password or code before; who is signed in stays so.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? LockedUntil { get; private set; }

    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Standing Standing { get; private set; }

    /// <summary>Counts the changes of <see cref="Standing"/>, so that of two the later one is known wherever they are heard of.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int StandingRevision { get; private set; }

    [JsonInclude]
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Null while it is somebody's.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>The document's revision.</summary>
    [JsonIgnore]
    public long Version { get; private set; }

    [JsonIgnore]
    public bool IsEmailVerified => EmailVerifiedAt is not null;

    /// <summary>Whether only whoever reads the mail to the address can take it over: nobody else prepares a credential for it.</summary>
    [JsonIgnore]
    public bool IsInvited => InvitedAt is not null && !IsEmailVerified;

    /// <summary>Whether nobody gets in, by whatever is shown, and nothing about the account changes until it is let in again.</summary>
    [JsonIgnore]
    public bool IsBarred => Standing != Standing.Good;

    /// <summary>Whether nothing is left but the id, which keeps what comes late from making the account anew.</summary>
    [JsonIgnore]
    public bool IsErased => ErasedAt is not null;

    /// <summary>Whether a password alone does not sign in.</summary>
    [JsonIgnore]
    public bool HasSecondFactor => Authenticator?.ConfirmedAt is not null;

    /// <summary>Somebody who must still show that the address is theirs.</summary>
    public static Account Register(EmailAddress email, string displayName, string? passwordHash, DateTimeOffset now) =>
        Create(email, displayName, passwordHash, Domain.Roles.Member, now);

    /// <summary>Somebody whom the directory knows already, under this id, and who has not answered yet.</summary>
    public static Account Invite(Guid id, EmailAddress email, string displayName, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(id, Guid.Empty);
        var account = Register(email, displayName, passwordHash: null, now);
        (account.Id, account.InvitedAt) = (id, now);
        return account;
    }

    /// <summary>Nobody gets an account under this id, although somebody may have been promised one.</summary>
    public static Account ErasedBefore(Guid id, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(id, Guid.Empty);
        var account = new Account { Id = id, CreatedAt = now };
        account.Erase(now);
        return account;
    }

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
        if (IsEmailVerified || IsInvited)
            throw new InvalidOperationException("A verified account keeps its password, and an invited one waits for the person.");
        ChangePassword(passwordHash);
    }

    /// <summary>The person has shown who they are; links that were mailed before are void, and a lock for wrong guesses is open.</summary>
    public void ChangePassword(string passwordHash) =>
        (PasswordHash, SecurityStamp, FailedSignIns, LockedUntil) = (passwordHash, NewStamp(), 0, null);

    /// <summary>The invited person followed the mailed link, which shows that the address is theirs; earlier links are void.</summary>
    public void AcceptInvitation(string passwordHash, DateTimeOffset now)
    {
        ChangePassword(passwordHash);
        VerifyEmail(now);
    }

    /// <summary>The person comes from elsewhere, with the password that they had there; who brought them vouches for the address.</summary>
    public void BringPassword(string passwordHash, DateTimeOffset now) => AcceptInvitation(passwordHash, now);

    /// <summary>The same password, hashed at today's cost: sessions and links stay.</summary>
    public void Rehash(string passwordHash) => PasswordHash = passwordHash;

    /// <summary>The directory has another name for the person.</summary>
    /// <returns>False when the account knows that, or of something later.</returns>
    public bool Rename(string displayName, long profileVersion)
    {
        if (profileVersion <= ProfileVersion)
            return false;
        (DisplayName, ProfileVersion) = (displayName, profileVersion);
        return true;
    }

    /// <summary>The person followed a mailed link.</summary>
    public void VerifyEmail(DateTimeOffset now) => EmailVerifiedAt ??= now;

    /// <returns>Null when the account does not have the role, or has it for longer than that is kept.</returns>
    public RoleGrant? GrantOf(string role) =>
        RoleGrants.FirstOrDefault(grant => grant.Role == role)
        ?? (RolesRevision == 0 && Roles.Contains(role) ? new RoleGrant(role, CreatedAt, By: null) : null);

    /// <param name="by">Who gives and takes them; null when nobody is known to.</param>
    /// <returns>False when the account has just these.</returns>
    public bool Assign(IEnumerable<string> roles, DateTimeOffset now, Guid? by)
    {
        string[] assigned = [.. roles.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (assigned.ToHashSet(StringComparer.Ordinal).SetEquals(Roles))
            return false;
        RoleGrants = [.. assigned.Select(role => Roles.Contains(role) ? GrantOf(role) : new RoleGrant(role, now, by)).OfType<RoleGrant>()];
        (Roles, RolesRevision) = (assigned, RolesRevision + 1);
        return true;
    }

    /// <summary>Links that were mailed before are void, also when the account is let in again.</summary>
    /// <returns>False when it stands so already.</returns>
    public bool Stand(Standing standing)
    {
        if (standing == Standing)
            return false;
        (Standing, StandingRevision, SecurityStamp) = (standing, StandingRevision + 1, NewStamp());
        return true;
    }

    /// <summary>
    /// Forgets everything that anybody entered and every credential. In the address's place stands what no address is, so that somebody else
    /// can have that.
    /// </summary>
    /// <returns>False when that was done before.</returns>
    public bool Erase(DateTimeOffset now)
    {
        if (IsErased)
            return false;
        (Email, NormalizedEmail, DisplayName) = (string.Empty, $"erased:{Id}", string.Empty);
        (PasswordHash, Authenticator, SecurityStamp, FailedSignIns, LockedUntil) = (null, null, NewStamp(), 0, null);
        (InvitedAt, EmailVerifiedAt, Roles, RolesRevision) = (null, null, [], RolesRevision + 1);
        (Standing, StandingRevision, ErasedAt) = (Standing.Erased, StandingRevision + 1, now);
        return true;
    }

    /// <summary>The one check of the account's state before anything is minted for it.</summary>
    public bool MaySignIn() => IsEmailVerified && !IsBarred;

    /// <summary>Replaces or, with null, takes away the app that shows codes.</summary>
    public void Use(Authenticator? authenticator) => Authenticator = authenticator;

    /// <summary>Links that were mailed before are void.</summary>
    public void Restamp(string securityStamp) => SecurityStamp = securityStamp;

    public void CountFailedSignIns(int count) => FailedSignIns = count;

    public void LockUntil(DateTimeOffset? end) => LockedUntil = end;

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
