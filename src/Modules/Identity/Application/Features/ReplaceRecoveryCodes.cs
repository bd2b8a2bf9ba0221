using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>A fresh set of recovery codes; the earlier ones open nothing any more.</summary>
public sealed record ReplaceRecoveryCodes(Guid AccountId, ClientInfo Client);

public sealed class ReplaceRecoveryCodesValidator : AbstractValidator<ReplaceRecoveryCodes>
{
    public ReplaceRecoveryCodesValidator() => RuleFor(message => message.AccountId).NotEmpty();
}

public static class ReplaceRecoveryCodesHandler
{
    public static async Task<(Result<RecoveryCodes>, SecurityEvent?)> Handle(
        ReplaceRecoveryCodes command,
        IAccountRepository accounts,
        UserManager<Account> users,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { } account)
            return (IdentityErrors.AccountGone, null);
        if (!account.HasSecondFactor)
            return (IdentityErrors.NoSecondFactor, null);
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes.Count);
        accounts.Update(account);
        return (
            new RecoveryCodes([.. codes!]),
            SecurityEvents.Of(SecurityEvents.RecoveryCodesReplaced, account.Id, command.Client, clock.GetUtcNow()));
    }
}
