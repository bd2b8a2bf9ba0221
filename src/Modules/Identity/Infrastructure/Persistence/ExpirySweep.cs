using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>Removes sessions and links that nothing can use any more. Every node does it; twice does no harm.</summary>
internal sealed partial class ExpirySweep(IDocumentStore store, TimeProvider clock, ILogger<ExpirySweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever failed, the next time tries again; an exception that left here would stop the whole node.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                LogSkipped(exception.Message);
            }
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var session = store.LightweightSession();
        session.QueueSqlCommand("delete from identity.mt_doc_session where expires_at < ?", now);
        session.QueueSqlCommand("delete from identity.mt_doc_onetimelink where expires_at < ?", now);
        await session.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Expired sessions and links stay for another hour: {Reason}")]
    private partial void LogSkipped(string reason);
}
