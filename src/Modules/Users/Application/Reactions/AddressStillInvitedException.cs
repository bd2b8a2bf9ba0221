namespace Monolith.Users.Application.Reactions;

/// <summary>Somebody was invited who had registered just before; the message that takes the invitation back is on its way.</summary>
public sealed class AddressStillInvitedException(Guid accountId, Guid invitedId)
    : Exception($"The address of account {accountId} is still that of {invitedId}, who is invited.");
