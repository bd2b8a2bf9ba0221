using Monolith.Realtime.Domain;

namespace Monolith.Realtime.Application.Ports;

/// <summary>Hands a publication to everybody who follows a channel now, on every node.</summary>
public interface IPublisher
{
    Task PublishAsync(ChannelName channel, Publication publication, CancellationToken cancellationToken);
}
