using Monolith.Realtime.Application.Ports;
using Monolith.Realtime.Domain;
using Monolith.Shared.Application;
using Monolith.Users.Contracts.Events;

namespace Monolith.Realtime.Application.Reactions;

/// <summary>The directory shows which roles the person has.</summary>
public static class PushOnUserRolesChangedHandler
{
    public static Task Handle(UserRolesChanged changed, IPublisher publisher, ICorrelation correlation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(publisher);
        ArgumentNullException.ThrowIfNull(correlation);
        var publication = Publication.Of(UserRolesChanged.Alias, changed.UserId, changed, correlation.Id, changed.ChangedAt);
        return publisher.PublishAsync(ChannelName.Users, publication, cancellationToken);
    }
}
