using FluentValidation;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Signs somebody else out, who can sign in again at once.</summary>
/// <param name="SessionId">Null for every browser and device.</param>
public sealed record SignPersonOut(Guid AccountId, Guid? SessionId, Actor Actor);

public sealed class SignPersonOutValidator : AbstractValidator<SignPersonOut>
{
    public SignPersonOutValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.SessionId).NotEqual(Guid.Empty);
        RuleFor(message => message.Actor).NotNull();
    }
}

public static class SignPersonOutHandler
{
    /// <remarks>Who comes second gets what was asked for, too. Nobody signs out who may do more than he, as nobody keeps such a person out.</remarks>
    public static async Task<(Result, SecurityEvent?, IReadOnlyList<SessionEnded>)> Handle(
        SignPersonOut command,
        IAccountRepository accounts,
        IRoleRepository roles,
        ISessionRepository sessions,
        PermissionCatalogue catalogue,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { } account)
            return (IdentityErrors.AccountNotFound, null, []);
        var granted = (await roles.ListAsync(cancellationToken)).Where(role => account.Roles.Contains(role.Id));
        if (!granted.All(role => role.GrantedOf(catalogue.Names).IsSubsetOf(command.Actor.Permissions)))
            return (IdentityErrors.BeyondOwnPermissions, null, []);

        var now = clock.GetUtcNow();
        if (command.SessionId is not { } sessionId)
        {
            var open = await sessions.OpenOfAsync(account.Id, cancellationToken);
            SessionEnded[] all = [.. open.Select(session => sessions.End(session, now)).OfType<SessionEnded>()];
            return (Result.Success, all.Length == 0 ? null : Told(SecurityEvents.SignedOutEverywhere, detail: null), all);
        }

        var one = await sessions.FindAsync(sessionId, cancellationToken);
        if (one?.AccountId != account.Id)
            return (IdentityErrors.AccountSessionNotFound, null, []);
        return sessions.End(one, now) is { } ended
            ? (Result.Success, Told(SecurityEvents.SessionEnded, UserAgents.Name(one.UserAgent)), [ended])
            : (Result.Success, null, []);

        SecurityEvent Told(string kind, string? detail) =>
            SecurityEvents.By(command.Actor.Id, kind, account.Id, command.Actor.Client, now, detail);
    }
}
