using System.Text.Json;
using FluentValidation;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

public sealed record VerifyEmail(string Token, ClientInfo Client)
{
    public override string ToString() => nameof(VerifyEmail);
}

public sealed class VerifyEmailValidator : AbstractValidator<VerifyEmail>
{
    public VerifyEmailValidator() => RuleFor(message => message.Token).IsToken();
}

public static class VerifyEmailHandler
{
    /// <remarks>Who signed up with a provider may sign in from now on; the ticket is void if somebody else has registered since.</remarks>
    public static async Task<(Result, EmailVerified?, SecurityEvent?)> Handle(
        VerifyEmail command,
        OneTimeTickets tickets,
        IAccountRepository accounts,
        IExternalLoginRepository logins,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await tickets.FindWithAccountAsync(command.Token, TicketPurpose.VerifyEmail, cancellationToken) is not var (ticket, account))
            return (IdentityErrors.InvalidToken, null, null);

        tickets.UseUp(ticket);
        if (account.IsEmailVerified)
            return (Result.Success, null, null);
        var now = clock.GetUtcNow();
        account.VerifyEmail(now);
        accounts.Update(account);
        if (ticket.Note is { } note)
            await LinkAsync(account, JsonSerializer.Deserialize<ExternalIdentity>(note)!, logins, now, cancellationToken);
        var told = SecurityEvents.Of(SecurityEvents.EmailVerified, account.Id, command.Client, now);
        return (Result.Success, new EmailVerified(account.Id, now), told);
    }

    private static async Task LinkAsync(
        Account account, ExternalIdentity identity, IExternalLoginRepository logins, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // It may have been linked to another account since the mail.
        if (await logins.FindAsync(ExternalLogin.IdOf(identity), cancellationToken) is null)
            logins.Add(ExternalLogin.Link(account, identity, now));
    }
}
