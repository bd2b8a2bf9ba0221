namespace Monolith.Identity.Contracts.Requests;

/// <summary>
/// The directory has invited somebody, who gets an account under the person's id and a mail with the link to it. Whom Identity cannot give
/// one is told by <see cref="Events.InvitationRefused"/>. Asking twice changes nothing more.
/// </summary>
/// <param name="WithMail">False for an account whose mail waits until it is asked for by <see cref="SendInvitation"/>.</param>
/// <param name="IsPrepared">
/// Whether something was given to Identity for the account, with which its person gets in at once: nothing is mailed then, and the address is
/// taken for confirmed.
/// </param>
public sealed record InviteAccount(
    Guid AccountId, string Email, string DisplayName, Inviter Inviter, bool WithMail = true, bool IsPrepared = false)
{
    public const string Alias = "identity.invite-account.v1";

    /// <summary>What the account is granted; the directory shows it from the beginning.</summary>
    public const string Role = "member";
}

/// <summary>Whoever invites somebody, and from where.</summary>
public sealed record Inviter(Guid Id, string? UserAgent, string? Ip);
