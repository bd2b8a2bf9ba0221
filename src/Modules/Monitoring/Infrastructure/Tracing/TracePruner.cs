using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Monolith.Monitoring.Infrastructure.Tracing;

/// <summary>Keeps the traces within <c>Monitoring:Retention</c> and <c>Monitoring:MaxEntries</c>.</summary>
internal sealed partial class TracePruner(
    ITraceStore store,
    IOptions<MonitoringOptions> options,
    TimeProvider clock,
    ILogger<TracePruner> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await PruneAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.PruneAsync(clock.GetUtcNow() - options.Value.Retention, options.Value.MaxEntries, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Old traces were not removed; the next minute tries again.")]
    private partial void LogFailed(Exception exception);
}
