namespace Monolith.Users.Contracts.Events;

/// <summary>A person is out of the directory: restorable, or gone because nobody ever had the account.</summary>
public sealed record UserDeleted(Guid UserId, DateTimeOffset DeletedAt)
{
    public const string Alias = "users.user-deleted.v1";
}
