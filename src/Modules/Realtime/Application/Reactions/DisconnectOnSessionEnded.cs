using Monolith.Identity.Contracts.Events;
using Monolith.Realtime.Application.Ports;

namespace Monolith.Realtime.Application.Reactions;

/// <summary>Whoever was signed out elsewhere hears nothing more, and the page learns of it at once.</summary>
public static class DisconnectOnSessionEndedHandler
{
    public static Task Handle(SessionEnded ended, IConnections connections, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ended);
        ArgumentNullException.ThrowIfNull(connections);
        return connections.EndAsync(ended.SessionId, cancellationToken);
    }
}
