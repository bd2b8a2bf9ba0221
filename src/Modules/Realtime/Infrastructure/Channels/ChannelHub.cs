using System.Collections.Concurrent;
using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure.Protocol;

namespace Monolith.Realtime.Infrastructure.Channels;

/// <summary>Who follows which channel on this node. What one channel carries reaches every subscriber in one order.</summary>
internal sealed class ChannelHub(RealtimeTelemetry telemetry)
{
    private readonly ConcurrentDictionary<ChannelName, Audience> audiences = new();

    /// <param name="welcome">Queued for the listener before anything that the channel carries.</param>
    /// <param name="hearsMoves">Whether the listener is told who comes and goes.</param>
    /// <returns>False when the listener follows the channel already.</returns>
    public bool Join(ChannelName channel, IListener listener, ReadOnlyMemory<byte> welcome, bool hearsMoves = false)
    {
        while (true)
        {
            var audience = audiences.GetOrAdd(channel, static _ => new Audience());
            lock (audience.Gate)
            {
                // Its last listener left between the two lines above.
                if (audience.IsClosed)
                    continue;
                if (!audience.Listeners.TryAdd(listener, hearsMoves))
                    return false;
                listener.Hear(welcome);
                listener.Moved(channel, isThere: true);
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
            if (!audience.Listeners.Remove(listener))
                return;
            listener.Moved(channel, isThere: false);
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

    /// <summary>Who follows the channel on this node.</summary>
    public IReadOnlyList<ClientInfo> Present(ChannelName channel)
    {
        if (!audiences.TryGetValue(channel, out var audience))
            return [];
        lock (audience.Gate)
            return audience.Present();
    }

    /// <summary>Shows who follows each channel with presence on this node; nobody comes or goes while it is told.</summary>
    public void EachPresent(Action<ChannelName, IReadOnlyList<ClientInfo>> tell)
    {
        foreach (var (channel, audience) in audiences.Where(entry => ChannelRules.HasPresence(entry.Key)))
        {
            lock (audience.Gate)
                tell(channel, audience.Present());
        }
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
            foreach (var listener in audience.Listeners.Keys)
                listener.Hear(line);
        }

        telemetry.Delivered(channel, count);
    }

    /// <summary>Tells those who want to hear it that a client, of any node, came or went.</summary>
    public void Announce(ChannelName channel, ClientInfo client, bool isThere)
    {
        if (!audiences.TryGetValue(channel, out var audience))
            return;
        lock (audience.Gate)
            audience.Announce(channel, client, isThere);
    }

    /// <summary>As <see cref="Announce"/>, of a client of this node: whether it is there now.</summary>
    public void AnnounceOwn(ChannelName channel, ClientInfo client)
    {
        if (!audiences.TryGetValue(channel, out var audience))
            return;
        lock (audience.Gate)
            audience.Announce(channel, client, audience.Listeners.Keys.Any(listener => listener.Info.Client == client.Client));
    }

    /// <summary>Ends every subscription on this node.</summary>
    public void DismissAll(UnsubscribeReason reason)
    {
        foreach (var (channel, audience) in audiences)
        {
            lock (audience.Gate)
            {
                IListener[] dismissed = [.. audience.Listeners.Keys];
                audience.Listeners.Clear();
                foreach (var listener in dismissed)
                {
                    listener.Dismiss(channel, reason);
                    listener.Moved(channel, isThere: false);
                }

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
}
