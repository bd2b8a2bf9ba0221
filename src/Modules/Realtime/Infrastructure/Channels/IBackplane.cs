using Monolith.Realtime.Domain;

namespace Monolith.Realtime.Infrastructure.Channels;

/// <summary>Takes a publication to every node.</summary>
internal interface IBackplane
{
    /// <param name="data">The publication as JSON.</param>
    /// <returns>How many nodes it reached.</returns>
    Task<int> PublishAsync(ChannelName channel, byte[] data);
}
