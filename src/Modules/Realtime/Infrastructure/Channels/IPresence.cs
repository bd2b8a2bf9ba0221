using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure.Protocol;

namespace Monolith.Realtime.Infrastructure.Channels;

/// <summary>Who is in the channels that show it, on all nodes.</summary>
internal interface IPresence
{
    /// <summary>
    /// A client of this node came or went; the others in the channel are told. Called under the channel's lock, so that nothing is told in
    /// another order than it happened: it queues and returns.
    /// </summary>
    void Moved(ChannelName channel, ClientInfo client, bool isThere);

    /// <returns>As many as an answer names.</returns>
    Task<PresenceResult> ListAsync(ChannelName channel);

    Task<PresenceStatsResult> CountAsync(ChannelName channel);
}
