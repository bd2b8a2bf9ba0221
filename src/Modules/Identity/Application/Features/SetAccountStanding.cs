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
    /// <remarks>Of two administrators who bar each other at the same time, on whichever nodes, one stays: both write the register.</remarks>
    public static async Task<(Result<AccountStandingSet>, IReadOnlyList<object>)> Handle(
        SetAccountStanding command,
        IAccountRepository accounts,
        IRoleRepository roles,
        ISessionRepository sessions,
        IPersonalAccessTokenRepository tokens,
        PermissionCatalogue catalogue,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { } account)
            return (IdentityErrors.AccountNotFound, []);
        var (now, before) = (clock.GetUtcNow(), account.Standing);
        if (!account.Stand(command.Standing.Meant()))
            return (account.StandingSet(now), []);

        var granted = (await roles.ListAsync(cancellationToken)).Where(role => account.Roles.Contains(role.Id));
        if (!granted.All(role => role.GrantedOf(catalogue.Names).IsSubsetOf(command.Requester.Permissions)))
            return (IdentityErrors.BeyondOwnPermissions, []);
        if (account.Roles.Contains(Roles.Admin))
        {
            var register = await roles.RegisterAsync(cancellationToken);
            if (!register.TryNote(account.Id, isAdministrator: !account.IsBarred))
                return (IdentityErrors.LastAdmin, []);
            roles.Store(register);
        }

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
