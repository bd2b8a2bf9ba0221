using FluentValidation;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>The account can no longer be signed in to with this passkey. Who is signed in stays so.</summary>
public sealed record RemovePasskey(Guid AccountId, Guid PasskeyId, ClientInfo Client);

public sealed class RemovePasskeyValidator : AbstractValidator<RemovePasskey>
{
    public RemovePasskeyValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.PasskeyId).NotEmpty();
    }
}

public static class RemovePasskeyHandler
{
    /// <remarks>Storing the account makes two who take the last two ways away at the same time wait for each other.</remarks>
    public static async Task<(Result, IReadOnlyList<object>)> Handle(
        RemovePasskey command,
        IPasskeyRepository passkeys,
        IAccountRepository accounts,
        WaysIn ways,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { } account)
            return (IdentityErrors.AccountGone, []);
        var passkey = await passkeys.FindAsync(command.PasskeyId, cancellationToken);
        if (passkey?.AccountId != account.Id)
            return (IdentityErrors.PasskeyNotFound, []);
        if (await ways.AreDownToOneAsync(account, cancellationToken))
            return (ExternalErrors.LastWayIn, []);

        passkeys.Remove(passkey);
        accounts.Update(account);
        return (Result.Success,
        [
            SecurityEvents.Of(SecurityEvents.PasskeyRemoved, account.Id, command.Client, clock.GetUtcNow(), passkey.Id.ToString()),
            new SendSecurityNotice(account.Id, SecurityNotice.PasskeyRemoved),
        ]);
    }
}
