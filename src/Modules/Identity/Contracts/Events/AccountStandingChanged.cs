namespace Monolith.Identity.Contracts.Events;

/// <summary>
/// An account is suspended, deleted, or good again. From the commit on nothing is minted for one that is not good, its sessions are over, and
/// its API tokens are revoked.
/// </summary>
/// <param name="Revision">Grows with every change of this account's standing: of two events the one with the greater revision is the later.</param>
/// <param name="ActorId">Who asked for it; null when nobody is known to have.</param>
public sealed record AccountStandingChanged(
    Guid AccountId, AccountStanding Standing, int Revision, DateTimeOffset ChangedAt, Guid? ActorId = null)
{
    public const string Alias = "identity.account-standing-changed.v1";
}
