using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Monolith.Identity.Infrastructure.Tokens;

/// <summary>Looks after the signing keys. Every node does it; of several that make the next key at once one succeeds.</summary>
internal sealed partial class KeyRotation(SigningKeys keys, TimeProvider clock, ILogger<KeyRotation> logger) : BackgroundService
{
    /// <summary>Far more often than a new key is announced ahead of its first signature.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await keys.RotateAsync(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever failed, the next time tries again; an exception that left here would stop the whole node.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                LogSkipped(exception.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The signing keys were not looked after for a minute: {Reason}")]
    private partial void LogSkipped(string reason);
}
