using Monolith.Realtime.Application.Ports;
using Monolith.Realtime.Domain;

namespace Monolith.Realtime.Infrastructure.Channels;

internal sealed class Connections(IBackplane backplane) : IConnections
{
    public Task EndAsync(Guid sessionId, CancellationToken cancellationToken) => backplane.EndAsync(sessionId);

    public Task ReassignAsync(RoleAssignment assignment, CancellationToken cancellationToken) => backplane.ReassignAsync(assignment);

    public Task RecheckAsync(CancellationToken cancellationToken) => backplane.RecheckAsync();
}
