using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Application.Features;

/// <summary>
/// A wrong password or code. Durable and counted after the answer: many at the same time wait for each other here, where nobody is
/// kept waiting, and no guess costs a second hash because another one was counted first.
/// </summary>
/// <param name="Client">From where it was tried.</param>
/// <param name="Kind">What the audit trail is told.</param>
/// <param name="Detail">Stable, short, and nothing that anybody entered.</param>
public sealed record CountFailedSignIn(string Email, ClientInfo Client, string Kind, string? Detail = null)
{
    public static CountFailedSignIn Of(Account account, ClientInfo client, string kind, string? detail = null)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(account.Email, client, kind, detail);
    }
}

public sealed class CountFailedSignInValidator : AbstractValidator<CountFailedSignIn>
{
    public CountFailedSignInValidator()
    {
        RuleFor(message => message.Email).NotEmpty();
        RuleFor(message => message.Client).NotNull();
        RuleFor(message => message.Kind).NotEmpty();
    }
}

public static class CountFailedSignInHandler
{
    public static async Task<IReadOnlyList<object>> Handle(
        CountFailedSignIn command,
        IAccountRepository accounts,
        UserManager<Account> users,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var account = await accounts.FindByEmailAsync(EmailAddress.Normalize(command.Email), cancellationToken);
        var now = clock.GetUtcNow();
        if (account is null)
            return [SecurityEvents.Of(command.Kind, accountId: null, command.Client, now, "unknown-address")];
        var told = SecurityEvents.Of(command.Kind, account.Id, command.Client, now, command.Detail);
        if (await users.IsLockedOutAsync(account))
            return [told];
        await users.AccessFailedAsync(account);
        accounts.Update(account);
        if (!await users.IsLockedOutAsync(account))
            return [told];
        var locked = SecurityEvents.By(actorId: null, SecurityEvents.AccountLocked, account.Id, command.Client, now);
        return [told, locked, new SendSecurityNotice(account.Id, SecurityNotice.Locked)];
    }
}
