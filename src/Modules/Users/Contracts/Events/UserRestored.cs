namespace Monolith.Users.Contracts.Events;

/// <summary>A deleted person is in the directory again, as what they were before.</summary>
/// <param name="Status"><c>invited</c>, <c>active</c> or <c>suspended</c>.</param>
public sealed record UserRestored(Guid UserId, string Status, DateTimeOffset RestoredAt)
{
    public const string Alias = "users.user-restored.v1";
}
