using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monolith.Monitoring.Domain;

namespace Monolith.Monitoring.Infrastructure.Tracing;

/// <summary>Writes entries in batches. What the database refuses is dropped: a trace must never cost a request.</summary>
internal sealed partial class TraceWriter(TraceQueue queue, ITraceStore store, TimeProvider clock, ILogger<TraceWriter> logger) : BackgroundService
{
    private const int BatchSize = 500;
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private bool failing;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // What the last requests left.
        while (!failing && queue.Reader.Count > 0 && !cancellationToken.IsCancellationRequested)
            await WriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Both counters are there from the first scrape on, so that an alert on them has something to look at.
        queue.Stored(0);
        queue.Dropped(0);
        try
        {
            while (await queue.Reader.WaitToReadAsync(stoppingToken))
            {
                if (queue.Reader.Count < BatchSize)
                    await Task.Delay(Linger, clock, stoppingToken);
                await WriteAsync(stoppingToken);
                if (failing)
                    await Task.Delay(Pause, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; StopAsync writes the rest.
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var batch = new List<TraceEntry>(BatchSize);
        while (batch.Count < BatchSize && queue.Reader.TryRead(out var entry))
            batch.Add(entry);
        try
        {
            await store.AppendAsync(batch, cancellationToken);
            queue.Stored(batch.Count);
            if (failing)
                LogRecovered();
            failing = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            queue.Dropped(batch.Count);
            if (!failing)
                LogFailing(exception);
            failing = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Traces cannot be written and are dropped until the database takes them again.")]
    private partial void LogFailing(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Traces are written again.")]
    private partial void LogRecovered();
}
