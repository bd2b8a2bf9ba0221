using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Carries a signature that opens a session: invoked, never queued.</summary>
public sealed record SignInWithPasskey(PasskeyAssertion Passkey, ClientInfo Client)
{
    public override string ToString() => nameof(SignInWithPasskey);
}

public sealed class SignInWithPasskeyValidator : AbstractValidator<SignInWithPasskey>
{
    public SignInWithPasskeyValidator() =>
        RuleFor(message => message.Passkey).SetValidator(new PasskeyAssertionValidator()).OverridePropertyName(string.Empty);
}

public static class SignInWithPasskeyHandler
{
    /// <remarks>Asks for no second factor: a passkey is two, the key and what unlocks it.</remarks>
    public static async Task<(Result<SignedIn>, IReadOnlyList<object>)> Handle(
        SignInWithPasskey command,
        PasskeyCheck check,
        SignInGate gate,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var trial = await check.TryAsync(command.Passkey, TicketPurpose.PasskeySignIn, command.Client, cancellationToken);
        if (!trial.IsRight)
            return (IdentityErrors.InvalidCredentials, [Failed(trial.Owner, "wrong-passkey"), .. trial.News]);
        var methods = AuthenticationMethods.Together(AuthenticationMethods.Passkey, AuthenticationMethods.UserPresence);
        var (result, news) = await gate.StartAsync(trial.Owner!, methods, command.Client, cancellationToken);
        return (result, result.IsSuccess ? news : [Failed(trial.Owner, SecurityEvents.Barrier(trial.Owner!))]);

        object Failed(Account? owner, string why) =>
            SecurityEvents.Of(SecurityEvents.SignInFailed, owner?.Id, command.Client, clock.GetUtcNow(), why);
    }
}
