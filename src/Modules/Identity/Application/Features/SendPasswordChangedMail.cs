using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;

namespace Monolith.Identity.Application.Features;

/// <summary>Durable: the person hears of it whatever happens, and can take the account back if it was somebody else.</summary>
public sealed record SendPasswordChangedMail(Guid AccountId);

public sealed class SendPasswordChangedMailValidator : AbstractValidator<SendPasswordChangedMail>
{
    public SendPasswordChangedMailValidator() => RuleFor(message => message.AccountId).NotEmpty();
}

public static class SendPasswordChangedMailHandler
{
    public static async Task Handle(
        SendPasswordChangedMail command,
        IAccountRepository accounts,
        IMailer mailer,
        IIdentitySettings settings,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is { } account)
            await mailer.SendAsync(Mails.PasswordChanged(account, Mails.Link(settings.PublicUrl, "/forgot-password")), cancellationToken);
    }
}
