using Marten;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monolith.Shared.Infrastructure.Hosting;

namespace Monolith.Monitoring.Infrastructure.Persistence;

/// <summary>
/// Keeps the audit trail within <c>Monitoring:Audit</c>; nothing else removes anything from it. Of what anybody can cause only so many are
/// kept, so that a flood of it costs a bounded place and washes nothing else away. Every node does it; twice does no harm.
/// </summary>
internal sealed class AuditSweep(IDocumentStore store, IOptions<MonitoringOptions> options, TimeProvider clock, ILogger<AuditSweep> logger)
    : Housekeeping(Interval, clock, logger)
{
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _clock = clock;

    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        var limits = options.Value.Audit;
        await using var session = store.LightweightSession();
        session.QueueSqlCommand("delete from monitoring.mt_doc_auditentry where at < ?", _clock.GetUtcNow() - limits.Retention);
        session.QueueSqlCommand(
            """
            delete from monitoring.mt_doc_auditentry where unproven and id <=
            (select id from monitoring.mt_doc_auditentry where unproven order by id desc offset ? limit 1)
            """,
            limits.MaxUnproven);
        await session.SaveChangesAsync(cancellationToken);
    }

    protected override Task WorkAsync(CancellationToken cancellationToken) => SweepAsync(cancellationToken);
}
