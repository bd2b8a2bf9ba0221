using Marten;
using Monolith.Monitoring.Domain;
using Monolith.Monitoring.Infrastructure.Tracing;

namespace Monolith.Monitoring.Infrastructure.Persistence;

internal sealed class TraceStore(IDocumentStore store) : ITraceStore
{
    public async Task AppendAsync(IReadOnlyCollection<TraceEntry> entries, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        // In one order everywhere, so that two writers of the same entries do not lock each other out.
        session.Store<TraceEntry>(entries.OrderBy(entry => entry.Id));
        await session.SaveChangesAsync(cancellationToken);
    }

    public async Task PruneAsync(DateTimeOffset oldest, long maxEntries, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        session.QueueSqlCommand("delete from monitoring.mt_doc_traceentry where started_at < ?", oldest.ToUniversalTime());
        session.QueueSqlCommand(
            """
            delete from monitoring.mt_doc_traceentry where started_at <=
            (select started_at from monitoring.mt_doc_traceentry order by started_at desc offset ? limit 1)
            """,
            maxEntries);
        await session.SaveChangesAsync(cancellationToken);
    }
}
