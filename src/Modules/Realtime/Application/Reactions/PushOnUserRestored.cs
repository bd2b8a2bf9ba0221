using Monolith.Realtime.Application.Ports;
using Monolith.Realtime.Domain;
using Monolith.Shared.Application;
using Monolith.Users.Contracts.Events;

namespace Monolith.Realtime.Application.Reactions;

/// <summary>Whoever has the directory open sees the person come back.</summary>
public static class PushOnUserRestoredHandler
{
    public static Task Handle(UserRestored restored, IPublisher publisher, ICorrelation correlation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(restored);
        ArgumentNullException.ThrowIfNull(publisher);
        ArgumentNullException.ThrowIfNull(correlation);
        var publication = Publication.Of(UserRestored.Alias, restored.UserId, restored, correlation.Id, restored.RestoredAt);
        return publisher.PublishAsync(ChannelName.Users, publication, cancellationToken);
    }
}
