using Monolith.Realtime.Application.Ports;
using Monolith.Realtime.Domain;
using Monolith.Shared.Application;
using Monolith.Users.Contracts.Events;

namespace Monolith.Realtime.Application.Reactions;

/// <summary>The directory shows what was written, and so do the person's own pages.</summary>
public static class PushOnUserUpdatedHandler
{
    public static async Task Handle(UserUpdated updated, IPublisher publisher, ICorrelation correlation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(updated);
        ArgumentNullException.ThrowIfNull(publisher);
        ArgumentNullException.ThrowIfNull(correlation);
        var publication = Publication.Of(UserUpdated.Alias, updated.UserId, updated, correlation.Id, updated.UpdatedAt);
        await publisher.PublishAsync(ChannelName.Users, publication, cancellationToken);
        await publisher.PublishAsync(ChannelName.OfUser(updated.UserId), publication, cancellationToken);
    }
}
