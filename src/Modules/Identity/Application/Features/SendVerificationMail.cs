using System.Text.Json;
using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Requests;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;

namespace Monolith.Identity.Application.Features;

/// <summary>Durable: the mail goes out after a crash too. It names the address only; the link is made when it is mailed.</summary>
/// <param name="SignedUpWith">The person at a provider who signed up, and may sign in once the address is confirmed.</param>
public sealed record SendVerificationMail(string Email, ExternalIdentity? SignedUpWith = null);

public sealed class SendVerificationMailValidator : AbstractValidator<SendVerificationMail>
{
    public SendVerificationMailValidator() => RuleFor(message => message.Email).NotEmpty();
}

public static class SendVerificationMailHandler
{
    /// <returns>For whoever is invited, what mails that link instead: it is the one way to confirm their address.</returns>
    public static async Task<SendInvitation?> Handle(
        SendVerificationMail command,
        IAccountRepository accounts,
        IOneTimeTicketRepository tickets,
        IExternalProviders providers,
        IMailer mailer,
        IIdentitySettings settings,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindByEmailAsync(EmailAddress.Normalize(command.Email), cancellationToken) is not { IsBarred: false } account)
            return null;
        if (account.IsInvited)
            return new SendInvitation(account.Id, Inviter: null);

        // To the address on file: another spelling with the same normalised form may be somebody else's.
        if (account.IsEmailVerified)
        {
            await mailer.SendAsync(Mails.AlreadyRegistered(account, Mails.Link(settings.PublicUrl, "/sign-in")), cancellationToken);
            return null;
        }

        // Whoever registered with a password confirms that, and nothing that somebody added from elsewhere.
        var signedUpWith = account.PasswordHash is null ? command.SignedUpWith : null;
        var note = signedUpWith is null ? null : JsonSerializer.Serialize(signedUpWith);
        var (ticket, token) = OneTimeTicket.For(TicketPurpose.VerifyEmail, account, clock.GetUtcNow(), note);
        tickets.Add(ticket);
        var link = Mails.Link(settings.PublicUrl, "/verify-email", token);
        var mail = signedUpWith is null
            ? Mails.VerifyEmail(account, link)
            : Mails.ConfirmSignUp(account, providers.NameOf(signedUpWith.Provider), link);
        await mailer.SendAsync(mail, cancellationToken);
        return null;
    }
}
