namespace Monolith.Users.Contracts.Events;

/// <summary>Nothing is left of a person but the id, for good: whoever holds more of them forgets it.</summary>
public sealed record UserErased(Guid UserId, DateTimeOffset ErasedAt)
{
    public const string Alias = "users.user-erased.v1";
}
