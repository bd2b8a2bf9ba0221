namespace Monolith.Identity.Contracts.Events;

/// <summary>Nothing is left of an account but its id. It never comes back, and its address is free for somebody else.</summary>
/// <param name="ActorId">Who asked for it; null when nobody is known to have.</param>
public sealed record AccountErased(Guid AccountId, DateTimeOffset ErasedAt, Guid? ActorId = null)
{
    public const string Alias = "identity.account-erased.v1";
}
