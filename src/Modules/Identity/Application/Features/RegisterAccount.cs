using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Carries a password: invoked, never queued.</summary>
public sealed record RegisterAccount(string Email, string Password, string DisplayName, ClientInfo Client)
{
    public override string ToString() => nameof(RegisterAccount);
}

public sealed class RegisterAccountValidator : AbstractValidator<RegisterAccount>
{
    public RegisterAccountValidator()
    {
        RuleFor(message => message.Email).IsEmailAddress();
        RuleFor(message => message.Password).IsGoodPassword(message => message.Email, message => message.DisplayName);
        RuleFor(message => message.DisplayName).IsDisplayName();
    }
}

public static class RegisterAccountHandler
{
    /// <remarks>The same answer in the same time for a known address: nobody learns here who has an account.</remarks>
    public static async Task<(Result, AccountRegistered?, SecurityEvent?, SendVerificationMail)> Handle(
        RegisterAccount command,
        IAccountRepository accounts,
        IPasswords passwords,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var hash = await passwords.HashAsync(command.Password, cancellationToken);
        var email = EmailAddress.Parse(command.Email);
        var mail = new SendVerificationMail(email.Value);
        var isTaken = await accounts.IsTakenAsync(email.Normalized, cancellationToken);
        if (!isTaken || await accounts.FindByEmailAsync(email.Normalized, cancellationToken) is not { } known)
        {
            var account = Account.Register(email, command.DisplayName, hash, clock.GetUtcNow());
            accounts.Add(account);
            return (Result.Success, account.Registered(), SecurityEvents.Of(SecurityEvents.Registered, account.Id, command.Client, account.CreatedAt), mail);
        }

        // A password that somebody chose before the invited person came would be theirs once the person confirms the address.
        if (known.IsEmailVerified || known.IsBarred || known.IsInvited)
            return (Result.Success, null, null, mail);
        known.RegisterAgain(hash);
        accounts.Update(known);
        return (Result.Success, null, SecurityEvents.Of(SecurityEvents.RegisteredAgain, known.Id, command.Client, clock.GetUtcNow()), mail);
    }
}
