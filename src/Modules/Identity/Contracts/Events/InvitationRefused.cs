namespace Monolith.Identity.Contracts.Events;

/// <summary>Somebody was invited under this id and gets no account under it, now or later.</summary>
/// <param name="Reason">A stable text: <c>address-taken</c> by an account of another id.</param>
public sealed record InvitationRefused(Guid AccountId, string Reason, DateTimeOffset RefusedAt)
{
    public const string Alias = "identity.invitation-refused.v1";

    public const string AddressTaken = "address-taken";
}
