using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure.Protocol;

namespace Monolith.Realtime.Infrastructure.Channels;

/// <summary>One client, as the channels see it. Both calls come under the channel's lock: they queue and return.</summary>
internal interface IListener
{
    void Hear(ReadOnlyMemory<byte> line);

    /// <summary>The channel has let this client go.</summary>
    void Dismiss(ChannelName channel, UnsubscribeReason reason);
}
