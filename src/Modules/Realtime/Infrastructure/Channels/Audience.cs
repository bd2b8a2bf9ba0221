using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure.Protocol;

namespace Monolith.Realtime.Infrastructure.Channels;

/// <summary>Who follows one channel on this node; whoever looks at it or changes it holds its gate.</summary>
internal sealed class Audience
{
    public Lock Gate { get; } = new();

    /// <summary>Each with whether it is told who comes and goes.</summary>
    public Dictionary<IListener, bool> Listeners { get; } = [];

    public bool IsClosed { get; set; }

    public IReadOnlyList<ClientInfo> Present() => [.. Listeners.Keys.Select(listener => listener.Info)];

    public void Announce(ChannelName channel, ClientInfo client, bool isThere)
    {
        var move = new Move(client);
        var push = new Push { Channel = channel.Value, Join = isThere ? move : null, Leave = isThere ? null : move };
        var line = ProtocolJson.Encode(new Reply { Push = push });
        foreach (var (listener, _) in Listeners.Where(listener => listener.Value))
            listener.Hear(line);
    }
}
