namespace Monolith.Users.Contracts.Events;

/// <summary>Somebody has written something else into a person's profile.</summary>
/// <param name="DisplayName">As it is now.</param>
/// <param name="Fields">What became different, by the names of the API.</param>
/// <param name="Version">Of the person: of two events the one with the greater version is the later.</param>
public sealed record UserUpdated(Guid UserId, string DisplayName, IReadOnlyList<string> Fields, long Version, DateTimeOffset UpdatedAt)
{
    public const string Alias = "users.user-updated.v1";
}
