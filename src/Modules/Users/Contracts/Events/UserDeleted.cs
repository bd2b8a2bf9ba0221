namespace Monolith.Users.Contracts.Events;

/// <summary>A person is out of the directory, and restorable.</summary>
public sealed record UserDeleted(Guid UserId, DateTimeOffset DeletedAt)
{
    public const string Alias = "users.user-deleted.v1";
}
