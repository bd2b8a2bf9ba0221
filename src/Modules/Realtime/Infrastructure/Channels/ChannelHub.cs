using System.Collections.Concurrent;
using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure.Protocol;

namespace Monolith.Realtime.Infrastructure.Channels;

/// <summary>Who follows which channel on this node. What one channel carries reaches every subscriber in one order.</summary>
internal sealed class ChannelHub(RealtimeTelemetry telemetry)
{
    private readonly ConcurrentDictionary<ChannelName, Audience> audiences = new();

    /// <param name="welcome">Queued for the listener before anything that the channel carries.</param>
    /// <returns>False when the listener follows the channel already.</returns>
    public bool Join(ChannelName channel, IListener listener, ReadOnlyMemory<byte> welcome)
    {
        while (true)
        {
            var audience = audiences.GetOrAdd(channel, static _ => new Audience());
            lock (audience.Gate)
            {
                // Its last listener left between the two lines above.
                if (audience.IsClosed)
                    continue;
                if (!audience.Listeners.Add(listener))
                    return false;
                listener.Hear(welcome);
                return true;
            }
        }
    }

    public void Leave(ChannelName channel, IListener listener)
    {
        if (!audiences.TryGetValue(channel, out var audience))
            return;
        lock (audience.Gate)
        {
            audience.Listeners.Remove(listener);
            CloseWhenEmpty(channel, audience);
        }
    }

    public int Count(ChannelName channel)
    {
        if (!audiences.TryGetValue(channel, out var audience))
            return 0;
        lock (audience.Gate)
            return audience.Listeners.Count;
    }

    /// <param name="data">JSON; encoded once for all.</param>
    public void Deliver(ChannelName channel, ReadOnlySpan<byte> data)
    {
        if (!audiences.TryGetValue(channel, out var audience))
            return;
        var line = ProtocolJson.Publication(channel.Value, data);
        int count;
        lock (audience.Gate)
        {
            count = audience.Listeners.Count;
            foreach (var listener in audience.Listeners)
                listener.Hear(line);
        }

        telemetry.Delivered(channel, count);
    }

    /// <summary>Ends every subscription on this node.</summary>
    public void DismissAll(UnsubscribeReason reason)
    {
        foreach (var (channel, audience) in audiences)
        {
            lock (audience.Gate)
            {
                foreach (var listener in audience.Listeners)
                    listener.Dismiss(channel, reason);
                audience.Listeners.Clear();
                CloseWhenEmpty(channel, audience);
            }
        }
    }

    private void CloseWhenEmpty(ChannelName channel, Audience audience)
    {
        if (audience.Listeners.Count > 0)
            return;
        audience.IsClosed = true;
        audiences.TryRemove(new(channel, audience));
    }

    private sealed class Audience
    {
        public Lock Gate { get; } = new();

        public HashSet<IListener> Listeners { get; } = [];

        public bool IsClosed { get; set; }
    }
}
