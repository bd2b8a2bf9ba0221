using Monolith.Monitoring.Domain;

namespace Monolith.Monitoring.Infrastructure.Tracing;

/// <summary>Where trace entries are kept.</summary>
internal interface ITraceStore
{
    /// <summary>Stores the entries at once; one that is there already stays one.</summary>
    Task AppendAsync(IReadOnlyCollection<TraceEntry> entries, CancellationToken cancellationToken);

    /// <summary>Removes what is older than <paramref name="oldest"/>, and the oldest beyond <paramref name="maxEntries"/>.</summary>
    Task PruneAsync(DateTimeOffset oldest, long maxEntries, CancellationToken cancellationToken);
}
