using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure.Protocol;

namespace Monolith.Realtime.Infrastructure.Channels;

/// <summary>Who is there as this node knows it: nothing is kept but the subscriptions themselves.</summary>
internal sealed class LocalPresence(ChannelHub hub) : IPresence
{
    public void Moved(ChannelName channel, ClientInfo client, bool isThere) => hub.Announce(channel, client, isThere);

    public Task<PresenceResult> ListAsync(ChannelName channel) => Task.FromResult(PresenceResult.Of(hub.Present(channel)));

    public Task<PresenceStatsResult> CountAsync(ChannelName channel) => Task.FromResult(PresenceStatsResult.Of(hub.Present(channel)));
}
