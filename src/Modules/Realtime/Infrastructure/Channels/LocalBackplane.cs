using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure.Sessions;

namespace Monolith.Realtime.Infrastructure.Channels;

/// <summary>The only node there is.</summary>
internal sealed class LocalBackplane(ChannelHub hub, SessionRegistry sessions, SessionPermissions permissions) : IBackplane
{
    public Task<int> PublishAsync(ChannelName channel, byte[] data)
    {
        hub.Deliver(channel, data);
        return Task.FromResult(1);
    }

    public Task EndAsync(Guid sessionId)
    {
        sessions.End(sessionId);
        return Task.CompletedTask;
    }

    public Task ReassignAsync(RoleAssignment assignment) => permissions.ReassignAsync(assignment);

    public Task RecheckAsync() => permissions.RecheckAsync();
}
