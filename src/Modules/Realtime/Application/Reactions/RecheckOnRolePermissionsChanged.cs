using Monolith.Identity.Contracts.Events;
using Monolith.Realtime.Application.Ports;

namespace Monolith.Realtime.Application.Reactions;

/// <summary>Whoever has the role and lost a permission by it hears nothing more of what it was needed for.</summary>
public static class RecheckOnRolePermissionsChangedHandler
{
    public static Task Handle(RolePermissionsChanged changed, IConnections connections, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(connections);
        return connections.RecheckAsync(cancellationToken);
    }
}
