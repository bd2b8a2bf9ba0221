using Monolith.Realtime.Application.Ports;
using Monolith.Realtime.Domain;
using Monolith.Shared.Application;
using Monolith.Users.Contracts.Events;

namespace Monolith.Realtime.Application.Reactions;

/// <summary>The directory shows the person as suspended.</summary>
public static class PushOnUserSuspendedHandler
{
    public static Task Handle(UserSuspended suspended, IPublisher publisher, ICorrelation correlation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(suspended);
        ArgumentNullException.ThrowIfNull(publisher);
        ArgumentNullException.ThrowIfNull(correlation);
        var publication = Publication.Of(UserSuspended.Alias, suspended.UserId, suspended, correlation.Id, suspended.SuspendedAt);
        return publisher.PublishAsync(ChannelName.Users, publication, cancellationToken);
    }
}
