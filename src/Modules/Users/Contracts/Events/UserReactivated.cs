namespace Monolith.Users.Contracts.Events;

/// <summary>A suspended person is let in again.</summary>
public sealed record UserReactivated(Guid UserId, DateTimeOffset ReactivatedAt)
{
    public const string Alias = "users.user-reactivated.v1";
}
