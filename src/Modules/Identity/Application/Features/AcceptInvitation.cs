using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Somebody who was invited followed the link from the mail. Carries a password: invoked, never queued.</summary>
public sealed record AcceptInvitation(string Token, string Password, ClientInfo Client)
{
    public override string ToString() => nameof(AcceptInvitation);
}

public sealed class AcceptInvitationValidator : AbstractValidator<AcceptInvitation>
{
    public AcceptInvitationValidator()
    {
        RuleFor(message => message.Token).IsToken();
        RuleFor(message => message.Password).IsEnteredPassword();
    }
}

public static class AcceptInvitationHandler
{
    /// <remarks>A password that is refused leaves the link as it is. No session can be open: nobody was let in before.</remarks>
    public static async Task<(Result, EmailVerified?, SecurityEvent?)> Handle(
        AcceptInvitation command,
        OneTimeTickets tickets,
        IAccountRepository accounts,
        IPasswords passwords,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await tickets.FindWithAccountAsync(command.Token, TicketPurpose.Invitation, cancellationToken) is not var (ticket, account)
            || !account.IsInvited)
            return (IdentityErrors.InvalidToken, null, null);
        if (PasswordPolicy.BrokenRules(command.Password, account.Email, account.DisplayName).FirstOrDefault() is { } broken)
            return (IdentityErrors.PasswordRefused(broken, "password"), null, null);

        var hash = await passwords.HashAsync(command.Password, cancellationToken);
        var now = clock.GetUtcNow();
        account.AcceptInvitation(hash, now);
        accounts.Update(account);
        tickets.UseUp(ticket);
        var told = SecurityEvents.Of(SecurityEvents.InvitationAccepted, account.Id, command.Client, now);
        return (Result.Success, new EmailVerified(account.Id, now), told);
    }
}
