using Monolith.Realtime.Domain;

namespace Monolith.Realtime.Infrastructure.Channels;

/// <summary>Takes what happens to every node.</summary>
internal interface IBackplane
{
    /// <param name="data">The publication as JSON.</param>
    /// <returns>How many nodes it reached.</returns>
    Task<int> PublishAsync(ChannelName channel, byte[] data);

    /// <summary>Ends the connections of a sign-in session.</summary>
    Task EndAsync(Guid sessionId);

    /// <summary>Gives the connections of a person other roles.</summary>
    Task ReassignAsync(RoleAssignment assignment);

    /// <summary>Asks again what the roles of every connection grant.</summary>
    Task RecheckAsync();
}
