using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monolith.Shared.Infrastructure.Hosting;

namespace Monolith.Monitoring.Infrastructure.Tracing;

/// <summary>Keeps the traces within <c>Monitoring:Retention</c> and <c>Monitoring:MaxEntries</c>.</summary>
internal sealed class TracePruner(ITraceStore store, IOptions<MonitoringOptions> options, TimeProvider clock, ILogger<TracePruner> logger)
    : Housekeeping(TimeSpan.FromMinutes(1), clock, logger)
{
    private readonly TimeProvider _clock = clock;

    protected override Task WorkAsync(CancellationToken cancellationToken) =>
        store.PruneAsync(_clock.GetUtcNow() - options.Value.Retention, options.Value.MaxEntries, cancellationToken);
}
