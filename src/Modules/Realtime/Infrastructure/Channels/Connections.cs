using Monolith.Realtime.Application.Ports;

namespace Monolith.Realtime.Infrastructure.Channels;

internal sealed class Connections(IBackplane backplane) : IConnections
{
    public Task EndAsync(Guid sessionId, CancellationToken cancellationToken) => backplane.EndAsync(sessionId);
}
