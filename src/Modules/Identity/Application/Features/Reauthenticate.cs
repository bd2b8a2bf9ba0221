using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>
/// Somebody who is signed in shows once more who they are, before changes that an open browser alone must not make: by the password and,
/// where there is an authenticator app, its code beside it; by a passkey, which is both, in any case. Carries secrets: invoked, never queued.
/// </summary>
/// <param name="Method">Of <see cref="SecondFactorMethods"/>: what the code is.</param>
public sealed record Reauthenticate(
    Guid AccountId, Guid SessionId, string? Password, string? Code, string Method, ClientInfo Client, PasskeyAssertion? Passkey = null)
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
        RuleFor(message => message.Method).IsSecondFactorMethod();
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
                return await gate.ReauthenticateAsync(account, session, [AuthenticationMethods.Passkey], command.Client, cancellationToken);
            var failed = SecurityEvents.Of(
                SecurityEvents.ReauthenticationFailed, account.Id, command.Client, clock.GetUtcNow(), "wrong-passkey");
            return (IdentityErrors.WrongPasskey, [failed, .. trial.News]);
        }

        if (Missing(account, command) is { } missing)
            return (missing, []);
        if (!await IsRightAsync(account, command, check, factors, cancellationToken))
            return (Wrong(account), [CountFailedSignIn.Of(account, command.Client, SecurityEvents.ReauthenticationFailed)]);
        return await gate.ReauthenticateAsync(account, session, Shown(account), command.Client, cancellationToken);
    }

    /// <summary>Whoever signs in with a provider alone has none to show, and the app's code stands for itself.</summary>
    private static bool NeedsPassword(Account account) => account.PasswordHash is not null || !account.HasSecondFactor;

    private static Error? Missing(Account account, Reauthenticate command)
    {
        if (NeedsPassword(account) && command.Password is null)
            return IdentityErrors.PasswordNeeded;
        return account.HasSecondFactor && command.Code is null ? IdentityErrors.CodeNeeded : null;
    }

    /// <remarks>The password first: a code is used up only by whoever knows it.</remarks>
    private static async Task<bool> IsRightAsync(
        Account account, Reauthenticate command, PasswordCheck check, SecondFactors factors, CancellationToken cancellationToken)
    {
        if (NeedsPassword(account) && !await check.IsRightAsync(account, command.Password!, cancellationToken))
            return false;
        return !account.HasSecondFactor || await factors.TryUseAsync(account, command.Method, command.Code!, cancellationToken);
    }

    /// <summary>Of two it says not which: who guesses one must not hear when it is right.</summary>
    private static Error Wrong(Account account) => (NeedsPassword(account), account.HasSecondFactor) switch
    {
        (true, true) => IdentityErrors.WrongProof,
        (false, _) => IdentityErrors.WrongCode,
        _ => IdentityErrors.WrongPassword with { Field = "password" },
    };

    private static string[] Shown(Account account) => (NeedsPassword(account), account.HasSecondFactor) switch
    {
        (true, true) => [AuthenticationMethods.Password, AuthenticationMethods.OneTimePassword],
        (false, _) => [AuthenticationMethods.OneTimePassword],
        _ => [AuthenticationMethods.Password],
    };
}
