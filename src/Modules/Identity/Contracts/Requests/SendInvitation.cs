namespace Monolith.Identity.Contracts.Requests;

/// <summary>Mails the link to an account that nobody has confirmed yet. Links that were mailed before stay good until one is followed.</summary>
/// <param name="Inviter">Null when nobody who is known asked for it.</param>
public sealed record SendInvitation(Guid AccountId, Inviter? Inviter)
{
    public const string Alias = "identity.send-invitation.v1";
}
