namespace Monolith.Identity.Contracts.Events;

/// <summary>Somebody has an account now. The account's id is the person's id in every module.</summary>
/// <param name="EmailVerified">False until the person follows the link in the mail; then <see cref="Events.EmailVerified"/> follows.</param>
public sealed record AccountRegistered(
    Guid AccountId,
    string Email,
    string DisplayName,
    IReadOnlyList<string> Roles,
    bool EmailVerified,
    DateTimeOffset RegisteredAt)
{
    public const string Alias = "identity.account-registered.v1";
}
