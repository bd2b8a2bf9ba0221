using Monolith.Realtime.Application.Ports;
using Monolith.Realtime.Domain;
using Monolith.Shared.Application;
using Monolith.Users.Contracts.Events;

namespace Monolith.Realtime.Application.Reactions;

/// <summary>The directory shows the person as active again.</summary>
public static class PushOnUserReactivatedHandler
{
    public static Task Handle(UserReactivated reactivated, IPublisher publisher, ICorrelation correlation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reactivated);
        ArgumentNullException.ThrowIfNull(publisher);
        ArgumentNullException.ThrowIfNull(correlation);
        var publication = Publication.Of(UserReactivated.Alias, reactivated.UserId, reactivated, correlation.Id, reactivated.ReactivatedAt);
        return publisher.PublishAsync(ChannelName.Users, publication, cancellationToken);
    }
}
