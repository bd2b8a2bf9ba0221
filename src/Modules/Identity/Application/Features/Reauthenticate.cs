using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>
/// Somebody who is signed in shows once more who they are, before changes that an open browser alone must not make: by a code where
/// there is a second factor, else by the password; by a passkey in any case. Carries secrets: invoked, never queued.
/// </summary>
public sealed record Reauthenticate(Guid AccountId, Guid SessionId, string? Password, string? Code, ClientInfo Client, PasskeyAssertion? Passkey = null)
{
    public override string ToString() => nameof(Reauthenticate);
}

public sealed class ReauthenticateValidator : AbstractValidator<Reauthenticate>
{
    public ReauthenticateValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.SessionId).NotEmpty();
        When(message => message.Password is not null, () => RuleFor(message => message.Password!).IsEnteredPassword());
        When(message => message.Code is not null, () => RuleFor(message => message.Code!).IsCode());
        When(message => message.Passkey is not null, () => RuleFor(message => message.Passkey!).SetValidator(new PasskeyAssertionValidator()));
    }
}

public static class ReauthenticateHandler
{
    public static async Task<(Result<AccessToken>, IReadOnlyList<object>)> Handle(
        Reauthenticate command,
        IAccountRepository accounts,
        ISessionRepository sessions,
        PasswordCheck check,
        SecondFactors factors,
        PasskeyCheck passkeys,
        SignInGate gate,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { } account
            || await sessions.FindAsync(command.SessionId, cancellationToken) is not { } session)
        {
            return (IdentityErrors.AccountGone, []);
        }

        if (command.Passkey is not null)
        {
            var trial = await passkeys.TryAsync(command.Passkey, TicketPurpose.PasskeyConfirmation, command.Client, cancellationToken);
            if (trial.IsRight && trial.Owner!.Id == account.Id)
                return await gate.ReauthenticateAsync(account, session, AuthenticationMethods.Passkey, command.Client, cancellationToken);
            var failed = SecurityEvents.Of(
                SecurityEvents.ReauthenticationFailed, account.Id, command.Client, clock.GetUtcNow(), "wrong-passkey");
            return (IdentityErrors.WrongPasskey, [failed, .. trial.News]);
        }

        if (account.HasSecondFactor)
        {
            if (command.Code is null)
                return (IdentityErrors.CodeNeeded, []);
            if (!await factors.TryUseAsync(account, SecondFactorMethods.Totp, command.Code, cancellationToken))
                return (IdentityErrors.WrongCode, [CountFailedSignIn.Of(account, command.Client, SecurityEvents.ReauthenticationFailed)]);
            return await gate.ReauthenticateAsync(account, session, AuthenticationMethods.OneTimePassword, command.Client, cancellationToken);
        }

        if (command.Password is null)
            return (IdentityErrors.PasswordNeeded, []);
        if (!await check.IsRightAsync(account, command.Password, cancellationToken))
            return (IdentityErrors.WrongPassword with { Field = "password" }, [CountFailedSignIn.Of(account, command.Client, SecurityEvents.ReauthenticationFailed)]);
        return await gate.ReauthenticateAsync(account, session, AuthenticationMethods.Password, command.Client, cancellationToken);
    }
}
