using FluentValidation;
using Monolith.Identity.Contracts.Requests;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

public sealed class SetAccountStandingValidator : AbstractValidator<SetAccountStanding>
{
    public SetAccountStandingValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.Standing).IsInEnum();
        RuleFor(message => message.Requester).NotNull();
    }
}

public static class SetAccountStandingHandler
{
    public static async Task<(Result<AccountStandingSet>, IReadOnlyList<object>)> Handle(
        SetAccountStanding command,
        IAccountRepository accounts,
        ISessionRepository sessions,
        IPersonalAccessTokenRepository tokens,
        AccountBarrier barrier,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { } account)
            return (IdentityErrors.AccountNotFound, []);
        var (now, before) = (clock.GetUtcNow(), account.Standing);
        if (!account.Stand(command.Standing.Meant()))
            return (account.StandingSet(now), []);

        if (await barrier.RefusalAsync(account, isLetIn: !account.IsBarred, command.Requester, cancellationToken) is { } refusal)
            return (refusal, []);
        accounts.Update(account);
        // Also when the account is let in again: somebody may have signed in, or made a token, at the moment in which it was barred.
        var ended = (await sessions.OpenOfAsync(account.Id, cancellationToken)).Select(session => sessions.End(session, now));
        foreach (var token in await tokens.UsableOfAsync(account.Id, now, cancellationToken))
        {
            token.Revoke(now);
            tokens.Update(token);
        }

        var client = new ClientInfo(command.Requester.UserAgent, command.Requester.Ip);
        var told = SecurityEvents.By(command.Requester.Id, SecurityEvents.OfStanding(before, account.Standing), account.Id, client, now);
        return (account.StandingSet(now), [account.StandingChanged(now, command.Requester.Id), told, .. ended.OfType<object>()]);
    }
}
