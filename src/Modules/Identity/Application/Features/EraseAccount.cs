using FluentValidation;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Contracts.Requests;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

public sealed class EraseAccountValidator : AbstractValidator<EraseAccount>
{
    public EraseAccountValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.Requester).NotNull();
    }
}

public static class EraseAccountHandler
{
    /// <remarks>
    /// The event is committed with what it tells: whatever becomes of whoever asked, the other modules follow. Where there is no account, the
    /// request for it is on its way still, and finds then that it came too late.
    /// </remarks>
    public static async Task<(Result<AccountErasure>, IReadOnlyList<object>)> Handle(
        EraseAccount command,
        IAccountRepository accounts,
        ISessionRepository sessions,
        IAccountBelongings belongings,
        AccountBarrier barrier,
        IMailer mailer,
        IDeadMessages deadMessages,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var (id, requester, now) = (command.AccountId, command.Requester, clock.GetUtcNow());
        var account = await accounts.FindEvenErasedAsync(id, cancellationToken);
        if (account?.ErasedAt is { } erasedAt)
            return (new AccountErasure(id, erasedAt), []);

        if (account is not null && await barrier.RefusalAsync(account, isLetIn: false, requester, cancellationToken) is { } refusal)
            return (refusal, []);

        if (account is not null)
            await mailer.ForgetAsync(account.Email, cancellationToken);
        await deadMessages.ForgetAsync(id, account?.Email, cancellationToken);
        var open = await sessions.OpenOfAsync(id, cancellationToken);
        belongings.RemoveAllOf(id);
        if (account?.Erase(now) == true)
            accounts.Update(account);
        else
            accounts.Add(Account.ErasedBefore(id, now));
        var client = new ClientInfo(requester.UserAgent, requester.Ip);
        return (new AccountErasure(id, now),
        [
            new AccountErased(id, now, requester.Id),
            SecurityEvents.By(requester.Id, SecurityEvents.AccountErased, id, client, now),
            .. open.Select(session => new SessionEnded(session.Id, id, now)),
        ]);
    }
}
