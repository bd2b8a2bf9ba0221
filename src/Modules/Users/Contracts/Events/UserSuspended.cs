namespace Monolith.Users.Contracts.Events;

/// <summary>A person is kept out for a while.</summary>
public sealed record UserSuspended(Guid UserId, DateTimeOffset SuspendedAt)
{
    public const string Alias = "users.user-suspended.v1";
}
