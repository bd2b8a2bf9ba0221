using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Monolith.Shared.Infrastructure.Hosting;

/// <summary>What a node does beside its requests, again and again; that it fails once ends neither it nor the node.</summary>
public abstract partial class Housekeeping(TimeSpan interval, TimeProvider clock, ILogger logger) : BackgroundService
{
    protected abstract Task WorkAsync(CancellationToken cancellationToken);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await WorkAsync(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever failed, the next time tries again; an exception that left here would stop the whole node.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogSkipped(GetType().Name, interval, exception.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Work} failed and is tried again in {Interval}: {Reason}")]
    private partial void LogSkipped(string work, TimeSpan interval, string reason);
}
