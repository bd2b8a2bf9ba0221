namespace Monolith.Users.Contracts.Events;

/// <summary>An invited person has become an active one.</summary>
public sealed record UserActivated(Guid UserId, DateTimeOffset ActivatedAt)
{
    public const string Alias = "users.user-activated.v1";
}
