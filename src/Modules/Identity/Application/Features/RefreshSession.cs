using FluentValidation;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

public sealed record RefreshSession(string RefreshToken, ClientInfo Client)
{
    public override string ToString() => nameof(RefreshSession);
}

public sealed class RefreshSessionValidator : AbstractValidator<RefreshSession>
{
    public RefreshSessionValidator() => RuleFor(message => message.RefreshToken).IsToken();
}

public static class RefreshSessionHandler
{
    /// <remarks>Of two uses at the same time one commits; the other comes again and gets the same successor.</remarks>
    public static async Task<(Result<SignedIn>, SessionEnded?, SecurityEvent?, SendSecurityNotice?)> Handle(
        RefreshSession command,
        ISessionRepository sessions,
        IAccountRepository accounts,
        SignInGate gate,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!RefreshToken.TryParse(command.RefreshToken, out var token)
            || await sessions.FindAsync(token.SessionId, cancellationToken) is not { } session)
        {
            return (IdentityErrors.RefreshInvalid, null, null, null);
        }

        var account = await accounts.FindAsync(session.AccountId, cancellationToken);
        var (result, ended) = await gate.ContinueAsync(account, session, token, cancellationToken);
        if (ended is null || result.Error != IdentityErrors.RefreshReused)
            return (result, ended, null, null);
        var told = SecurityEvents.By(actorId: null, SecurityEvents.RefreshReused, ended.AccountId, command.Client, ended.EndedAt);
        return (result, ended, told, new SendSecurityNotice(session.AccountId, SecurityNotice.SessionStolen));
    }
}
