using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure.Protocol;

namespace Monolith.Realtime.Infrastructure.Channels;

/// <summary>One client, as the channels see it. Calls come under the channel's lock: they queue and return.</summary>
internal interface IListener
{
    /// <summary>Who it is, for the others in a channel with presence.</summary>
    ClientInfo Info { get; }

    void Hear(ReadOnlyMemory<byte> line);

    /// <summary>The channel has let this client go.</summary>
    void Dismiss(ChannelName channel, UnsubscribeReason reason);

    /// <summary>The client has come to the channel, or has gone from it, whoever ended that.</summary>
    void Moved(ChannelName channel, bool isThere);
}
