using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Requests;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;

namespace Monolith.Identity.Application.Features;

public sealed class SendInvitationValidator : AbstractValidator<SendInvitation>
{
    public SendInvitationValidator() => RuleFor(message => message.AccountId).NotEmpty();
}

public static class SendInvitationHandler
{
    /// <remarks>An account that is not there yet gets its mail when it is made; one that is confirmed or barred needs none.</remarks>
    /// <returns>What is to be told, and for whoever registered alone, what mails them the link that they wait for.</returns>
    public static async Task<object?> Handle(
        SendInvitation command,
        IAccountRepository accounts,
        IOneTimeTicketRepository tickets,
        IMailer mailer,
        IIdentitySettings settings,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { IsBarred: false, IsEmailVerified: false } account)
            return null;
        if (!account.IsInvited)
            return new SendVerificationMail(account.Email);

        var now = clock.GetUtcNow();
        var (ticket, token) = OneTimeTicket.For(TicketPurpose.Invitation, account, now);
        tickets.Add(ticket);
        var inviter = command.Inviter is { } by ? await accounts.FindAsync(by.Id, cancellationToken) : null;
        var link = Mails.Link(settings.PublicUrl, "/accept-invitation", token);
        await mailer.SendAsync(Mails.Invitation(account, inviter?.DisplayName, link), cancellationToken);
        return command.Inviter is { } asked
            ? SecurityEvents.By(asked.Id, SecurityEvents.AccountInvited, account.Id, new ClientInfo(asked.UserAgent, asked.Ip), now)
            : null;
    }
}
