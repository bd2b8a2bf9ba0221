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

    /// <summary>So many wrong passwords or codes that nobody can sign in for a while.</summary>
    Locked,

    SecondFactorAdded,

    SecondFactorRemoved,

    /// <summary>Somebody at a provider may sign in now.</summary>
    ProviderLinked,

    ProviderUnlinked,

    PasskeyAdded,

    PasskeyRemoved,
}

/// <summary>Durable: the person hears of it whatever happens, and can take the account back.</summary>
/// <param name="Client">Of a new device.</param>
/// <param name="Provider">That was linked or unlinked.</param>
public sealed record SendSecurityNotice(Guid AccountId, SecurityNotice Notice, ClientInfo? Client = null, string? Provider = null);

public sealed class SendSecurityNoticeValidator : AbstractValidator<SendSecurityNotice>
{
    public SendSecurityNoticeValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.Notice).IsInEnum();
        RuleFor(message => message.Client).NotNull().When(message => message.Notice == SecurityNotice.NewDevice);
        RuleFor(message => message.Provider).NotEmpty()
            .When(message => message.Notice is SecurityNotice.ProviderLinked or SecurityNotice.ProviderUnlinked);
    }
}

public static class SendSecurityNoticeHandler
{
    public static async Task Handle(
        SendSecurityNotice command,
        IAccountRepository accounts,
        IExternalProviders providers,
        IMailer mailer,
        IIdentitySettings settings,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        // What these mails advise does not help whoever is kept out anyway.
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { IsBarred: false } account)
            return;
        var newPassword = Mails.Link(settings.PublicUrl, "/forgot-password");
        var security = Mails.Link(settings.PublicUrl, "/security");
        var mail = command.Notice switch
        {
            SecurityNotice.PasswordChanged => Mails.PasswordChanged(account, newPassword),
            SecurityNotice.SessionStolen => Mails.SessionStolen(account, newPassword),
            SecurityNotice.NewDevice => Mails.NewDevice(account, command.Client!, newPassword),
            SecurityNotice.Locked => Mails.Locked(account, newPassword),
            SecurityNotice.SecondFactorAdded => Mails.SecondFactorAdded(account, newPassword),
            SecurityNotice.SecondFactorRemoved => Mails.SecondFactorRemoved(account, newPassword),
            SecurityNotice.ProviderLinked => Mails.ProviderLinked(account, providers.NameOf(command.Provider!), security),
            SecurityNotice.ProviderUnlinked => Mails.ProviderUnlinked(account, providers.NameOf(command.Provider!), security),
            SecurityNotice.PasskeyAdded => Mails.PasskeyAdded(account, security),
            SecurityNotice.PasskeyRemoved => Mails.PasskeyRemoved(account, security),
            _ => throw new InvalidOperationException($"Nothing is written for {command.Notice}."),
        };
        await mailer.SendAsync(mail, cancellationToken);
    }
}
