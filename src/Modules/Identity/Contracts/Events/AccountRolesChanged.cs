namespace Monolith.Identity.Contracts.Events;

/// <summary>Somebody has other roles now. The sessions go on; access tokens that name the earlier roles are refused.</summary>
/// <param name="Roles">All that the account has now.</param>
/// <param name="Revision">Grows with every change of this account's roles: of two events the one with the greater revision is the later.</param>
/// <param name="ActorId">Who asked for it; null when nobody is known to have.</param>
public sealed record AccountRolesChanged(Guid AccountId, IReadOnlyList<string> Roles, int Revision, DateTimeOffset ChangedAt, Guid? ActorId = null)
{
    public const string Alias = "identity.account-roles-changed.v1";
}
