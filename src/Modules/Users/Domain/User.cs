using System.Text.Json.Serialization;
using Monolith.Shared.Kernel;

namespace Monolith.Users.Domain;

/// <summary>A person in the directory. Its id is the id of the person's account.</summary>
public sealed class User
{
    private readonly List<FieldChange> _changes = [];

    [JsonConstructor]
    private User()
    {
    }

    [JsonInclude]
    public Guid Id { get; private set; }

    [JsonInclude]
    public string Email { get; private set; } = string.Empty;

    [JsonInclude]
    public string DisplayName { get; private set; } = string.Empty;

    [JsonInclude]
    public string? GivenName { get; private set; }

    [JsonInclude]
    public string? FamilyName { get; private set; }

    /// <summary>E.164.</summary>
    [JsonInclude]
    public string? Phone { get; private set; }

    /// <summary>BCP 47.</summary>
    [JsonInclude]
    public string? Locale { get; private set; }

    /// <summary>IANA.</summary>
    [JsonInclude]
    public string? TimeZone { get; private set; }

    [JsonInclude]
    public string? AvatarUrl { get; private set; }

    [JsonInclude]
    public UserStatus Status { get; private set; }

    /// <summary>What a deleted person is again once restored; null for everybody else.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UserStatus? StatusBeforeDeletion { get; private set; }

    /// <summary>Identity's count of the changes of what the account is good for.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int StandingRevision { get; private set; }

    /// <summary>What Identity granted; a copy to show, never to decide by.</summary>
    [JsonInclude]
    public IReadOnlyList<string> Roles { get; private set; } = [];

    /// <summary>Identity's count of the changes of <see cref="Roles"/>.</summary>
    [JsonInclude]
    public int RolesRevision { get; private set; }

    [JsonInclude]
    public DateTimeOffset CreatedAt { get; private set; }

    [JsonInclude]
    public DateTimeOffset UpdatedAt { get; private set; }

    [JsonInclude]
    public DateTimeOffset? LastSeenAt { get; private set; }

    /// <summary>Counts the changes; the store sets it.</summary>
    [JsonIgnore]
    public long Version { get; private set; }

    /// <summary>What became different since the person was read.</summary>
    [JsonIgnore]
    public IReadOnlyList<FieldChange> Changes => _changes;

    /// <summary>The profile of somebody who has just got an account: invited until the address is confirmed.</summary>
    public static User Provision(
        Guid accountId,
        Email email,
        DisplayName displayName,
        IReadOnlyList<string> roles,
        bool emailVerified,
        DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(email);
        ArgumentNullException.ThrowIfNull(displayName);
        ArgumentOutOfRangeException.ThrowIfEqual(accountId, Guid.Empty);
        return new User
        {
            Id = accountId,
            Email = email.Value,
            DisplayName = displayName.Value,
            Roles = roles,
            Status = emailVerified ? UserStatus.Active : UserStatus.Invited,
            CreatedAt = at,
            UpdatedAt = at,
        };
    }

    /// <summary>Somebody whom others want here, under an id that the account gets too.</summary>
    public static User Invite(Guid id, Email email, Profile profile, IReadOnlyList<string> roles, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var user = Provision(id, email, profile.DisplayName, roles, emailVerified: false, at);
        user.Edit(profile, at);
        user._changes.Clear();
        user.Changed("status", from: null, UserStatus.Invited.Name());
        return user;
    }

    /// <summary>Identity gives the invited person no account, so there is nobody to show.</summary>
    /// <param name="reason">Identity's.</param>
    public void TakeBackInvitation(string reason, DateTimeOffset at)
    {
        Be(UserStatus.Deleted);
        Changed("invitation", from: null, reason);
        Touch(at);
    }

    /// <summary>Takes over what somebody has written; what it says already changes nothing.</summary>
    public Result Edit(Profile profile, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (Status == UserStatus.Deleted)
            return UserErrors.Deleted;
        DisplayName = Changed("displayName", DisplayName, profile.DisplayName.Value)!;
        GivenName = Changed("givenName", GivenName, profile.GivenName?.Value);
        FamilyName = Changed("familyName", FamilyName, profile.FamilyName?.Value);
        Phone = Changed("phone", Phone, profile.Phone?.Value);
        Locale = Changed("locale", Locale, profile.Locale?.Value);
        TimeZone = Changed("timeZone", TimeZone, profile.TimeZone?.Value);
        if (_changes.Count > 0)
            Touch(at);
        return Result.Success;
    }

    /// <param name="avatar">Null for no picture.</param>
    public Result Show(Avatar? avatar, DateTimeOffset at)
    {
        if (Status == UserStatus.Deleted)
            return UserErrors.Deleted;
        AvatarUrl = Changed("avatarUrl", AvatarUrl, avatar is null ? null : $"/api/v1/avatars/{avatar.Id}");
        if (_changes.Count > 0)
            Touch(at);
        return Result.Success;
    }

    /// <summary>Identity has granted other roles.</summary>
    /// <returns>False when the directory knows of a later change.</returns>
    public bool ShowRoles(IReadOnlyList<string> roles, int revision, DateTimeOffset at)
    {
        if (revision <= RolesRevision)
            return false;
        Changed("roles", string.Join(", ", Roles), string.Join(", ", roles));
        (Roles, RolesRevision) = (roles, revision);
        Touch(at);
        return true;
    }

    /// <summary>An invited person has confirmed the address; one who was deleted in the meantime is active once restored.</summary>
    /// <returns>False when that changes nothing.</returns>
    public bool Activate(DateTimeOffset at)
    {
        if (StatusBeforeDeletion == UserStatus.Invited)
            StatusBeforeDeletion = UserStatus.Active;
        else if (Status == UserStatus.Invited)
            Be(UserStatus.Active);
        else
            return false;
        Touch(at);
        return true;
    }

    /// <summary>What the person would be: what was asked for is often so already.</summary>
    public Result<UserStatus> After(UserChange change) => (change, Status) switch
    {
        (UserChange.Delete, _) => UserStatus.Deleted,
        (UserChange.Restore, _) => StatusBeforeDeletion ?? Status,
        (_, UserStatus.Deleted) => UserErrors.Deleted,
        (_, UserStatus.Invited) => UserErrors.NotConfirmed,
        (UserChange.Suspend, _) => UserStatus.Suspended,
        (UserChange.Reactivate, _) => UserStatus.Active,
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, "Nobody does this."),
    };

    /// <summary>What the person is when nothing keeps the account out.</summary>
    public UserStatus WhenLetIn() => (StatusBeforeDeletion ?? Status) == UserStatus.Invited ? UserStatus.Invited : UserStatus.Active;

    /// <summary>Identity has said what the account is good for.</summary>
    /// <returns>False when the directory knows that, or of something later.</returns>
    public bool Become(UserStatus status, int standingRevision, DateTimeOffset at)
    {
        if (standingRevision <= StandingRevision)
            return false;
        StatusBeforeDeletion = status == UserStatus.Deleted ? StatusBeforeDeletion ?? Status : null;
        Be(status);
        StandingRevision = standingRevision;
        Touch(at);
        return true;
    }

    private void Be(UserStatus status)
    {
        Changed("status", Status.Name(), status.Name());
        Status = status;
    }

    private string? Changed(string field, string? from, string? to)
    {
        if (from != to)
            _changes.Add(new FieldChange(field, from, to));
        return to;
    }

    /// <summary>News may come late; the person was touched by the latest.</summary>
    private void Touch(DateTimeOffset at) => UpdatedAt = at > UpdatedAt ? at : UpdatedAt;
}
