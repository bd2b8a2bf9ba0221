using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Somebody who is signed in wants a passkey.</summary>
public sealed record BeginPasskeyRegistration(Guid AccountId);

public sealed class BeginPasskeyRegistrationValidator : AbstractValidator<BeginPasskeyRegistration>
{
    public BeginPasskeyRegistrationValidator() => RuleFor(message => message.AccountId).NotEmpty();
}

public static class BeginPasskeyRegistrationHandler
{
    /// <returns>What the browser needs to make one.</returns>
    public static async Task<Result<string>> Handle(
        BeginPasskeyRegistration command,
        IAccountRepository accounts,
        IPasskeyRepository passkeys,
        IPasskeyCeremonies ceremonies,
        IOneTimeTicketRepository tickets,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { } account || !account.MaySignIn())
            return IdentityErrors.AccountGone;
        if (await passkeys.CountAsync(account.Id, cancellationToken) >= Passkey.MaxPerAccount)
            return IdentityErrors.TooManyPasskeys;
        var ceremony = await ceremonies.BeginRegistrationAsync(account);
        tickets.Add(OneTimeTicket.ForChallenge(
            ceremony.Challenge, TicketPurpose.PasskeyRegistration, account, clock.GetUtcNow(), ceremony.State));
        return ceremony.Options;
    }
}
