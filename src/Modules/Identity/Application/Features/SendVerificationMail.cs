using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;

namespace Monolith.Identity.Application.Features;

/// <summary>Durable: the mail goes out after a crash too. It names the address only; the link is made when it is mailed.</summary>
public sealed record SendVerificationMail(string Email);

public sealed class SendVerificationMailValidator : AbstractValidator<SendVerificationMail>
{
    public SendVerificationMailValidator() => RuleFor(message => message.Email).NotEmpty();
}

public static class SendVerificationMailHandler
{
    public static async Task Handle(
        SendVerificationMail command,
        IAccountRepository accounts,
        IOneTimeLinkRepository links,
        IMailer mailer,
        IIdentitySettings settings,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindByEmailAsync(EmailAddress.Normalize(command.Email), cancellationToken) is not { } account)
            return;

        // To the address on file: another spelling with the same normalised form may be somebody else's.
        if (account.IsEmailVerified)
        {
            await mailer.SendAsync(Mails.AlreadyRegistered(account, Mails.Link(settings.PublicUrl, "/sign-in")), cancellationToken);
            return;
        }

        var (link, token) = OneTimeLink.ForAccount(LinkPurpose.VerifyEmail, account, clock.GetUtcNow());
        links.Add(link);
        await mailer.SendAsync(Mails.VerifyEmail(account, Mails.Link(settings.PublicUrl, "/verify-email", token)), cancellationToken);
    }
}
