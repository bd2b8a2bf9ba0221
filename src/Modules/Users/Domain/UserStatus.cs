namespace Monolith.Users.Domain;

/// <summary>Where a person's profile is in its life. The numbers are stored and order the list by status: never renumber.</summary>
public enum UserStatus
{
    /// <summary>The address is not confirmed yet.</summary>
    Invited = 0,
    Active = 1,
    Suspended = 2,

    /// <summary>Out of the directory, but restorable.</summary>
    Deleted = 3,

    /// <summary>Nothing is left but the id, which keeps what comes late from bringing the person back. Nobody is shown as this.</summary>
    Erased = 4,
}

public static class UserStatusNames
{
    /// <summary>What people can be shown as.</summary>
    public static IReadOnlyList<UserStatus> Shown { get; } = [.. Enum.GetValues<UserStatus>().Where(status => status != UserStatus.Erased)];

    /// <summary>The name that events and the API use.</summary>
    public static string Name(this UserStatus status) => status switch
    {
        UserStatus.Invited => "invited",
        UserStatus.Active => "active",
        UserStatus.Suspended => "suspended",
        UserStatus.Deleted => "deleted",
        UserStatus.Erased => "erased",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "This status has no name."),
    };
}
