using FluentValidation;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Signs another device of the same person out.</summary>
public sealed record EndSession(Guid AccountId, Guid SessionId, ClientInfo Client);

public sealed class EndSessionValidator : AbstractValidator<EndSession>
{
    public EndSessionValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.SessionId).NotEmpty();
    }
}

public static class EndSessionHandler
{
    /// <remarks>Who comes second gets what was asked for, too; somebody else's session is none.</remarks>
    public static async Task<(Result, SessionEnded?, SecurityEvent?)> Handle(
        EndSession command,
        ISessionRepository sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var session = await sessions.FindAsync(command.SessionId, cancellationToken);
        if (session?.AccountId != command.AccountId)
            return (IdentityErrors.SessionNotFound, null, null);
        var now = clock.GetUtcNow();
        return sessions.End(session, now) is { } ended
            ? (Result.Success, ended, SecurityEvents.Of(SecurityEvents.SessionEnded, command.AccountId, command.Client, now, UserAgents.Name(session.UserAgent)))
            : (Result.Success, null, null);
    }
}
