using Monolith.Realtime.Application.Ports;
using Monolith.Realtime.Domain;
using Monolith.Shared.Application;
using Monolith.Users.Contracts.Events;

namespace Monolith.Realtime.Application.Reactions;

/// <summary>Whoever has the directory open sees the new person.</summary>
public static class PushOnUserCreatedHandler
{
    public static Task Handle(UserCreated created, IPublisher publisher, ICorrelation correlation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(created);
        ArgumentNullException.ThrowIfNull(publisher);
        ArgumentNullException.ThrowIfNull(correlation);
        var publication = Publication.Of(UserCreated.Alias, created.UserId, created, correlation.Id, created.CreatedAt);
        return publisher.PublishAsync(ChannelName.Users, publication, cancellationToken);
    }
}
