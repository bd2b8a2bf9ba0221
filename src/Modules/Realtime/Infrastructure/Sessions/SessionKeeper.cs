using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Monolith.Realtime.Infrastructure.Sessions;

/// <summary>One clock for all sessions, in place of a timer for each; and the goodbye when the host stops.</summary>
internal sealed partial class SessionKeeper(
    SessionRegistry sessions, SessionPermissions permissions, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<SessionKeeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before the server stops listening and waits for its connections to end.
        await using var goodbye = lifetime.ApplicationStopping.Register(sessions.Stop);
        using var timer = new PeriodicTimer(Beat, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            sessions.Watch(clock.GetUtcNow());
            await WatchPermissionsAsync(clock.GetUtcNow());
        }
    }

    private async Task WatchPermissionsAsync(DateTimeOffset now)
    {
        try
        {
            await permissions.WatchAsync(now);
        }
#pragma warning disable CA1031 // The database may be away; the next second tries again, and nothing may stop the clock of all sessions.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogPostponed(exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What clients may follow is looked at again in a second: {Reason}")]
    private partial void LogPostponed(string reason);
}
