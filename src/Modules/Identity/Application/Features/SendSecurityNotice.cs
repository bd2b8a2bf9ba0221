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

    /// <summary>Somebody signed in where nobody had before.</summary>
    NewDevice,
}

/// <summary>Durable: the person hears of it whatever happens, and can take the account back.</summary>
/// <param name="Client">Of a new device.</param>
public sealed record SendSecurityNotice(Guid AccountId, SecurityNotice Notice, ClientInfo? Client = null);

public sealed class SendSecurityNoticeValidator : AbstractValidator<SendSecurityNotice>
{
    public SendSecurityNoticeValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.Notice).IsInEnum();
        RuleFor(message => message.Client).NotNull().When(message => message.Notice == SecurityNotice.NewDevice);
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
        var mail = command.Notice switch
        {
            SecurityNotice.PasswordChanged => Mails.PasswordChanged(account, newPassword),
            SecurityNotice.SessionStolen => Mails.SessionStolen(account, newPassword),
            _ => Mails.NewDevice(account, command.Client!, newPassword),
        };
        await mailer.SendAsync(mail, cancellationToken);
    }
}
