using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>From now on the account can be signed in to with this passkey.</summary>
/// <param name="Name">Null: called after the browser that it was made with.</param>
/// <param name="Request">When its sender repeats it until there is an answer.</param>
public sealed record AddPasskey(Guid AccountId, PasskeyAttestation Passkey, string? Name, ClientInfo Client, RepeatableRequest? Request);

public sealed class AddPasskeyValidator : AbstractValidator<AddPasskey>
{
    public AddPasskeyValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.Passkey).SetValidator(new PasskeyAttestationValidator()).OverridePropertyName(string.Empty);
        When(message => message.Name is not null, () => RuleFor(message => message.Name!).IsName(Domain.Passkey.MaxNameLength));
    }
}

public static class AddPasskeyHandler
{
    /// <remarks>
    /// Storing the account makes everybody who counts its passkeys, or its ways in, wait for each other. The challenge is used up whatever
    /// comes of it.
    /// </remarks>
    public static async Task<(Result<PasskeyView>, IReadOnlyList<object>)> Handle(
        AddPasskey command,
        OneTimeTickets tickets,
        IPasskeyRepository passkeys,
        IPasskeyCeremonies ceremonies,
        IAccountRepository accounts,
        IFirstAnswers answers,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await answers.FindAsync<PasskeyView>(command.AccountId, command.Request, cancellationToken) is { } first)
            return (first, []);
        var challenge = PasskeyRules.ChallengeOf(command.Passkey.ClientData)!;
        if (await tickets.FindWithAccountAsync(challenge, TicketPurpose.PasskeyRegistration, cancellationToken)
                is not ({ Note: { } state } ticket, var account)
            || account.Id != command.AccountId
            || !account.MaySignIn())
        {
            return (IdentityErrors.PasskeyRefused, []);
        }

        tickets.UseUp(ticket);
        if (await passkeys.CountAsync(account.Id, cancellationToken) >= Passkey.MaxPerAccount)
            return (IdentityErrors.TooManyPasskeys, []);
        if (await ceremonies.RegisterAsync(command.Passkey, state) is not { } credential)
        {
            var isTaken = await passkeys.FindByCredentialAsync(command.Passkey.Id, cancellationToken) is not null;
            return (isTaken ? IdentityErrors.PasskeyTaken : IdentityErrors.PasskeyRefused, []);
        }

        var now = clock.GetUtcNow();
        var passkey = Passkey.Register(account, credential, command.Name, command.Client, now);
        passkeys.Add(passkey);
        accounts.Update(account);
        var view = PasskeyView.Of(passkey);
        answers.Keep(account.Id, command.Request, view);
        return (view,
        [
            SecurityEvents.Of(SecurityEvents.PasskeyAdded, account.Id, command.Client, now, passkey.Id.ToString()),
            new SendSecurityNotice(account.Id, SecurityNotice.PasskeyAdded),
        ]);
    }
}
