namespace Monolith.Identity.Contracts.Events;

/// <summary>
/// An account is suspended, deleted, or good again. From the commit on nothing is minted for one that is not good, its sessions are over, and
/// its API tokens are revoked.
/// </summary>
/// <param name="Revision">Grows with every change of this account's standing: of two events the one with the greater revision is the later.</param>
public sealed record AccountStandingChanged(Guid AccountId, AccountStanding Standing, int Revision, DateTimeOffset ChangedAt)
{
    public const string Alias = "identity.account-standing-changed.v1";
}
