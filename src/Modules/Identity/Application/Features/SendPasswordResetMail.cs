using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;

namespace Monolith.Identity.Application.Features;

/// <summary>Durable: the mail goes out after a crash too. It names the address only; the link is made when it is mailed.</summary>
/// <param name="Client">Of whoever asked for it.</param>
public sealed record SendPasswordResetMail(string Email, ClientInfo? Client = null);

public sealed class SendPasswordResetMailValidator : AbstractValidator<SendPasswordResetMail>
{
    public SendPasswordResetMailValidator() => RuleFor(message => message.Email).NotEmpty();
}

public static class SendPasswordResetMailHandler
{
    /// <remarks>To the address on file: another spelling with the same normalised form may be somebody else's.</remarks>
    public static async Task<SecurityEvent> Handle(
        SendPasswordResetMail command,
        IAccountRepository accounts,
        IOneTimeTicketRepository tickets,
        IMailer mailer,
        IIdentitySettings settings,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var now = clock.GetUtcNow();
        if (await accounts.FindByEmailAsync(EmailAddress.Normalize(command.Email), cancellationToken) is not { } account)
            return SecurityEvents.Of(SecurityEvents.PasswordResetRequested, accountId: null, command.Client, now, "unknown-address");
        if (account.IsBarred)
            return SecurityEvents.Of(SecurityEvents.PasswordResetRequested, account.Id, command.Client, now, SecurityEvents.Barrier(account));
        var (ticket, token) = OneTimeTicket.For(TicketPurpose.ResetPassword, account, now);
        tickets.Add(ticket);
        await mailer.SendAsync(Mails.ResetPassword(account, Mails.Link(settings.PublicUrl, "/reset-password", token)), cancellationToken);
        return SecurityEvents.Of(SecurityEvents.PasswordResetRequested, account.Id, command.Client, now);
    }
}
