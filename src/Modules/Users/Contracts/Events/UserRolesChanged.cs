namespace Monolith.Users.Contracts.Events;

/// <summary>The directory shows other roles of a person.</summary>
/// <param name="Roles">All that it shows now.</param>
public sealed record UserRolesChanged(Guid UserId, IReadOnlyList<string> Roles, DateTimeOffset ChangedAt)
{
    public const string Alias = "users.user-roles-changed.v1";
}
