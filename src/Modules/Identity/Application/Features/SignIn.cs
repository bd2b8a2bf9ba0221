using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Carries a password: invoked, never queued.</summary>
public sealed record SignIn(string Email, string Password, ClientInfo Client)
{
    public override string ToString() => nameof(SignIn);
}

public sealed class SignInValidator : AbstractValidator<SignIn>
{
    public SignInValidator()
    {
        RuleFor(message => message.Email).IsEmailAddress();
        RuleFor(message => message.Password).IsEnteredPassword();
    }
}

public static class SignInHandler
{
    /// <remarks>Whether the account exists, the failure takes as long: it is counted later.</remarks>
    public static async Task<(Result<SignInOutcome>, IReadOnlyList<object>)> Handle(
        SignIn command,
        IAccountRepository accounts,
        PasswordCheck check,
        IPasswords passwords,
        SignInGate gate,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var account = await accounts.FindByEmailAsync(EmailAddress.Normalize(command.Email), cancellationToken);
        if (!await check.IsRightAsync(account, command.Password, cancellationToken))
        {
            var failure = new CountFailedSignIn(command.Email, command.Client, SecurityEvents.SignInFailed, "wrong-password");
            return (IdentityErrors.InvalidCredentials, [failure]);
        }

        var (result, news) = await gate.AdmitAsync(account!, AuthenticationMethods.Password, command.Client, cancellationToken);
        if (!result.IsSuccess)
            return (result, [SecurityEvents.Of(SecurityEvents.SignInFailed, account!.Id, command.Client, clock.GetUtcNow(), SecurityEvents.Barrier(account))]);
        if (passwords.IsOutdated(account!.PasswordHash!))
        {
            account.Rehash(await passwords.HashAsync(command.Password, cancellationToken));
            accounts.Update(account);
        }

        return (result, news);
    }
}
