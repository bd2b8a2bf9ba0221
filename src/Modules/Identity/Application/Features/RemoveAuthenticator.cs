using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>A password alone signs in again; the recovery codes go with the app.</summary>
public sealed record RemoveAuthenticator(Guid AccountId, ClientInfo Client);

public sealed class RemoveAuthenticatorValidator : AbstractValidator<RemoveAuthenticator>
{
    public RemoveAuthenticatorValidator() => RuleFor(message => message.AccountId).NotEmpty();
}

public static class RemoveAuthenticatorHandler
{
    /// <remarks>Where there is none, what was asked for is so already.</remarks>
    public static async Task<(Result, IReadOnlyList<object>)> Handle(
        RemoveAuthenticator command,
        IAccountRepository accounts,
        UserManager<Account> users,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { } account)
            return (IdentityErrors.AccountGone, []);
        var wasOn = account.HasSecondFactor;
        await users.SetTwoFactorEnabledAsync(account, enabled: false);
        accounts.Update(account);
        if (!wasOn)
            return (Result.Success, []);
        var told = SecurityEvents.Of(SecurityEvents.AuthenticatorRemoved, account.Id, command.Client, clock.GetUtcNow());
        return (Result.Success, [told, new SendSecurityNotice(account.Id, SecurityNotice.SecondFactorRemoved)]);
    }
}
