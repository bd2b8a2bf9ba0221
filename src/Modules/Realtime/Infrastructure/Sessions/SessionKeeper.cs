using Microsoft.Extensions.Hosting;

namespace Monolith.Realtime.Infrastructure.Sessions;

/// <summary>One clock for all sessions, in place of a timer for each; and the goodbye when the host stops.</summary>
internal sealed class SessionKeeper(SessionRegistry sessions, IHostApplicationLifetime lifetime, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before the server stops listening and waits for its connections to end.
        await using var goodbye = lifetime.ApplicationStopping.Register(sessions.Stop);
        using var timer = new PeriodicTimer(Beat, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            sessions.Watch(clock.GetUtcNow());
    }
}
