using Monolith.Realtime.Domain;

namespace Monolith.Realtime.Infrastructure.Channels;

/// <summary>The only node there is.</summary>
internal sealed class LocalBackplane(ChannelHub hub) : IBackplane
{
    public Task<int> PublishAsync(ChannelName channel, byte[] data)
    {
        hub.Deliver(channel, data);
        return Task.FromResult(1);
    }
}
