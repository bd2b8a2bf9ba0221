namespace Monolith.Users.Domain;

/// <summary>What can be done with a person's place in the directory.</summary>
public enum UserChange
{
    Suspend,
    Reactivate,
    Delete,
    Restore,
}
