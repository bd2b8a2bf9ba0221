using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Contracts.Requests;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Application.Features;

public sealed class InviteAccountValidator : AbstractValidator<InviteAccount>
{
    public InviteAccountValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.Email).IsEmailAddress();
        RuleFor(message => message.DisplayName).IsDisplayName();
        RuleFor(message => message.Inviter).NotNull();
    }
}

public static class InviteAccountHandler
{
    /// <remarks>
    /// The directory has the profile already, so nobody is told of a registration. Whoever registers the address at the same moment is found
    /// when this runs again, after the database has refused the second account of it. An account that is erased meanwhile is not made again.
    /// </remarks>
    public static async Task<(SendInvitation?, InvitationRefused?, IReadOnlyList<object>)> Handle(
        InviteAccount command, IAccountRepository accounts, IPreparedAccounts prepared, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(clock);
        if (await accounts.FindEvenErasedAsync(command.AccountId, cancellationToken) is not null)
            return (null, null, []);
        var email = EmailAddress.Parse(command.Email);
        var now = clock.GetUtcNow();
        var password = command.IsPrepared ? await prepared.TakePasswordAsync(command.AccountId, cancellationToken) : null;
        if (await accounts.IsTakenAsync(email.Normalized, cancellationToken))
            return (null, command.Refused(InvitationRefused.AddressTaken, now), []);
        var account = Account.Invite(command.AccountId, email, command.DisplayName, now);
        accounts.Add(account);
        if (password is null)
            return (command.WithMail ? new SendInvitation(command.AccountId, command.Inviter) : null, null, []);
        account.BringPassword(password, now);
        var client = new ClientInfo(command.Inviter.UserAgent, command.Inviter.Ip);
        var told = SecurityEvents.By(command.Inviter.Id, SecurityEvents.PasswordBrought, account.Id, client, now);
        return (null, null, [new EmailVerified(account.Id, now), told]);
    }
}
