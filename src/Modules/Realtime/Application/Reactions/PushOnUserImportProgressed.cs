using Monolith.Realtime.Application.Ports;
using Monolith.Realtime.Domain;
using Monolith.Shared.Application;
using Monolith.Users.Contracts.Events;

namespace Monolith.Realtime.Application.Reactions;

/// <summary>Whoever looks at an import sees how far it is.</summary>
public static class PushOnUserImportProgressedHandler
{
    public static Task Handle(UserImportProgressed progressed, IPublisher publisher, ICorrelation correlation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progressed);
        ArgumentNullException.ThrowIfNull(publisher);
        ArgumentNullException.ThrowIfNull(correlation);
        var publication = Publication.Of(UserImportProgressed.Alias, progressed.ImportId, progressed, correlation.Id, progressed.ProgressedAt);
        return publisher.PublishAsync(ChannelName.OfUserImport(progressed.ImportId), publication, cancellationToken);
    }
}
