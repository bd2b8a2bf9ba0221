namespace Monolith.Identity.Contracts.Events;

/// <summary>The person has shown that the account's address is theirs.</summary>
public sealed record EmailVerified(Guid AccountId, DateTimeOffset VerifiedAt)
{
    public const string Alias = "identity.email-verified.v1";
}
