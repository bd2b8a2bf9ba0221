using Monolith.Realtime.Application.Ports;
using Monolith.Realtime.Domain;
using Monolith.Shared.Application;
using Monolith.Users.Contracts.Events;

namespace Monolith.Realtime.Application.Reactions;

/// <summary>Whoever has the directory open sees the person go.</summary>
public static class PushOnUserDeletedHandler
{
    public static Task Handle(UserDeleted deleted, IPublisher publisher, ICorrelation correlation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deleted);
        ArgumentNullException.ThrowIfNull(publisher);
        ArgumentNullException.ThrowIfNull(correlation);
        var publication = Publication.Of(UserDeleted.Alias, deleted.UserId, deleted, correlation.Id, deleted.DeletedAt);
        return publisher.PublishAsync(ChannelName.Users, publication, cancellationToken);
    }
}
