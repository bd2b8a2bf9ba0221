namespace Monolith.Users.Contracts.Events;

/// <summary>The directory has a new person.</summary>
/// <param name="Status"><c>invited</c> or <c>active</c>.</param>
public sealed record UserCreated(
    Guid UserId,
    string Email,
    string DisplayName,
    string Status,
    IReadOnlyList<string> Roles,
    DateTimeOffset CreatedAt)
{
    public const string Alias = "users.user-created.v1";
}
