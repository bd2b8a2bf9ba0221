using Monolith.Realtime.Application.Ports;
using Monolith.Realtime.Domain;
using Monolith.Shared.Application;
using Monolith.Users.Contracts.Events;

namespace Monolith.Realtime.Application.Reactions;

/// <summary>The directory shows the person as active, and so do the person's own pages.</summary>
public static class PushOnUserActivatedHandler
{
    public static async Task Handle(
        UserActivated activated, IPublisher publisher, ICorrelation correlation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activated);
        ArgumentNullException.ThrowIfNull(publisher);
        ArgumentNullException.ThrowIfNull(correlation);
        var publication = Publication.Of(UserActivated.Alias, activated.UserId, activated, correlation.Id, activated.ActivatedAt);
        await publisher.PublishAsync(ChannelName.Users, publication, cancellationToken);
        await publisher.PublishAsync(ChannelName.OfUser(activated.UserId), publication, cancellationToken);
    }
}
