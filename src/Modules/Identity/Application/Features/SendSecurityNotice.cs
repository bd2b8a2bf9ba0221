using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;

namespace Monolith.Identity.Application.Features;

/// <summary>What a person must hear of, because it may have been somebody else.</summary>
public enum SecurityNotice
{
    PasswordChanged,

    /// <summary>A refresh token came back after its successor had been used.</summary>
    SessionStolen,
}

/// <summary>Durable: the person hears of it whatever happens, and can take the account back.</summary>
public sealed record SendSecurityNotice(Guid AccountId, SecurityNotice Notice);

public sealed class SendSecurityNoticeValidator : AbstractValidator<SendSecurityNotice>
{
    public SendSecurityNoticeValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.Notice).IsInEnum();
    }
}

public static class SendSecurityNoticeHandler
{
    public static async Task Handle(
        SendSecurityNotice command,
        IAccountRepository accounts,
        IMailer mailer,
        IIdentitySettings settings,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { } account)
            return;
        var newPassword = Mails.Link(settings.PublicUrl, "/forgot-password");
        var mail = command.Notice == SecurityNotice.PasswordChanged
            ? Mails.PasswordChanged(account, newPassword)
            : Mails.SessionStolen(account, newPassword);
        await mailer.SendAsync(mail, cancellationToken);
    }
}
