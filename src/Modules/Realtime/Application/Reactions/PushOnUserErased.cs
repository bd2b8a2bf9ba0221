using Monolith.Realtime.Application.Ports;
using Monolith.Realtime.Domain;
using Monolith.Shared.Application;
using Monolith.Users.Contracts.Events;

namespace Monolith.Realtime.Application.Reactions;

/// <summary>
/// Whoever has the directory or the person open lets go of what it shows. Here nothing is held that could outlive the person's connections,
/// which have ended with their sessions: publications are kept nowhere.
/// </summary>
public static class PushOnUserErasedHandler
{
    public static Task Handle(UserErased erased, IPublisher publisher, ICorrelation correlation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(erased);
        ArgumentNullException.ThrowIfNull(publisher);
        ArgumentNullException.ThrowIfNull(correlation);
        var publication = Publication.Of(UserErased.Alias, erased.UserId, erased, correlation.Id, erased.ErasedAt);
        return publisher.PublishAsync(ChannelName.Users, publication, cancellationToken);
    }
}
