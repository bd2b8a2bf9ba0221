using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;

namespace Monolith.Identity.Application.Features;

/// <summary>Durable: the mail goes out after a crash too. It names the address only; the link is made when it is mailed.</summary>
public sealed record SendPasswordResetMail(string Email);

public sealed class SendPasswordResetMailValidator : AbstractValidator<SendPasswordResetMail>
{
    public SendPasswordResetMailValidator() => RuleFor(message => message.Email).NotEmpty();
}

public static class SendPasswordResetMailHandler
{
    /// <remarks>To the address on file: another spelling with the same normalised form may be somebody else's.</remarks>
    public static async Task Handle(
        SendPasswordResetMail command,
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
        var (link, token) = OneTimeLink.ForAccount(LinkPurpose.ResetPassword, account, clock.GetUtcNow());
        links.Add(link);
        await mailer.SendAsync(Mails.ResetPassword(account, Mails.Link(settings.PublicUrl, "/reset-password", token)), cancellationToken);
    }
}
