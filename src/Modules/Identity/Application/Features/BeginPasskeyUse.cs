using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Somebody is going to use a passkey.</summary>
/// <param name="AccountId">Whoever is signed in and confirms it; null to sign in, when the browser offers the passkeys that it knows.</param>
public sealed record BeginPasskeyUse(Guid? AccountId);

public sealed class BeginPasskeyUseValidator : AbstractValidator<BeginPasskeyUse>
{
    public BeginPasskeyUseValidator() => RuleFor(message => message.AccountId).NotEqual(Guid.Empty);
}

public static class BeginPasskeyUseHandler
{
    /// <returns>What the browser needs to ask for it.</returns>
    public static async Task<Result<string>> Handle(
        BeginPasskeyUse command,
        IAccountRepository accounts,
        IPasskeyCeremonies ceremonies,
        IOneTimeTicketRepository tickets,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var account = command.AccountId is { } accountId ? await accounts.FindAsync(accountId, cancellationToken) : null;
        if (command.AccountId is not null && account is null)
            return IdentityErrors.AccountGone;
        var purpose = account is null ? TicketPurpose.PasskeySignIn : TicketPurpose.PasskeyConfirmation;
        var ceremony = await ceremonies.BeginUseAsync(account);
        tickets.Add(OneTimeTicket.ForChallenge(ceremony.Challenge, purpose, account, clock.GetUtcNow(), ceremony.State));
        return ceremony.Options;
    }
}
