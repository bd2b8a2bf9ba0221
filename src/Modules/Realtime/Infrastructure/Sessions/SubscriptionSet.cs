using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure.Protocol;

namespace Monolith.Realtime.Infrastructure.Sessions;

/// <summary>The channels that one client follows; its reader adds, any thread may remove.</summary>
internal sealed class SubscriptionSet(int limit)
{
    private readonly Lock gate = new();
    private readonly HashSet<ChannelName> channels = [];

    /// <returns>Null when the channel was added.</returns>
    public ProtocolError? TryAdd(ChannelName channel)
    {
        lock (gate)
        {
            if (channels.Contains(channel))
                return ProtocolError.AlreadySubscribed;
            if (channels.Count >= limit)
                return ProtocolError.LimitExceeded;
            channels.Add(channel);
            return null;
        }
    }

    public bool Remove(ChannelName channel)
    {
        lock (gate)
            return channels.Remove(channel);
    }

    public IReadOnlyList<ChannelName> All()
    {
        lock (gate)
            return [.. channels];
    }

    public IReadOnlyList<ChannelName> RemoveAll()
    {
        lock (gate)
        {
            ChannelName[] removed = [.. channels];
            channels.Clear();
            return removed;
        }
    }
}
