using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Events;

namespace Monolith.Identity.Application.Reactions;

/// <summary>
/// After the commit, so that no node can read the session as open and say so to the others once they have been told that it ended.
/// </summary>
public static class CloseSessionOnSessionEndedHandler
{
    public static Task Handle(SessionEnded ended, IOpenSessions sessions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ended);
        ArgumentNullException.ThrowIfNull(sessions);
        return sessions.RemoveAsync(ended.SessionId, cancellationToken);
    }
}
