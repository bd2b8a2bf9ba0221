using System.Text.Json.Serialization;

namespace Monolith.Users.Domain;

/// <summary>A person in the directory. Its id is the id of the person's account.</summary>
public sealed class User
{
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

    /// <summary>What Identity granted; a copy to show, never to decide by.</summary>
    [JsonInclude]
    public IReadOnlyList<string> Roles { get; private set; } = [];

    [JsonInclude]
    public DateTimeOffset CreatedAt { get; private set; }

    [JsonInclude]
    public DateTimeOffset UpdatedAt { get; private set; }

    [JsonInclude]
    public DateTimeOffset? LastSeenAt { get; private set; }

    /// <summary>Counts the changes; the store sets it.</summary>
    [JsonIgnore]
    public long Version { get; private set; }

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

    /// <summary>An invited person has confirmed the address.</summary>
    /// <returns>False when that changes nothing: already active, or suspended or deleted in the meantime.</returns>
    public bool Activate(DateTimeOffset at)
    {
        if (Status != UserStatus.Invited)
            return false;
        Status = UserStatus.Active;
        UpdatedAt = at;
        return true;
    }
}
