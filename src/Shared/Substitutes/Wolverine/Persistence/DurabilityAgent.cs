using Microsoft.Extensions.Logging;
using Wolverine.Runtime;
using Wolverine.Transports.Local;

namespace Wolverine.Persistence;

/// <summary>
/// Keeps this node alive in the eyes of the others, and fetches what lies in the database without an owner: messages that are due, that
/// found no room, or whose node has died.
/// </summary>
internal sealed class DurabilityAgent(WolverineRuntime runtime, EnvelopeStore store, ILogger<DurabilityAgent> logger)
{
    /// <summary>Longer than any commit takes: what this node owns for so long without holding it was lost on the way.</summary>
    private static readonly TimeSpan LostAfter = TimeSpan.FromMinutes(1);

    /// <summary>What is due, but was being readied by another node, is looked at again.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan TimeToLeave = TimeSpan.FromSeconds(3);

    /// <summary>How soon others are told again of what finds no room here.</summary>
    private static readonly TimeSpan BetweenAnnouncements = TimeSpan.FromMilliseconds(100);

    private Task[] _loops = [];
    private bool _isToAnnounce;

    private DurabilitySettings Settings => runtime.Options.Durability;

    /// <summary>Signs on, so that what is sent from now on is held here; without an answer it waits in the database for now.</summary>
    public async Task StartAsync()
    {
        store.Presence.MessagesWait = runtime.Bell.Ring;
        await BeatAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        StartLoops();
    }

    /// <summary>Something is in the database that found no room here.</summary>
    /// <param name="atOnce">Nobody has been told yet.</param>
    public void Announce(bool atOnce)
    {
        Volatile.Write(ref _isToAnnounce, true);
        runtime.Bell.RingAt(atOnce ? DateTimeOffset.MinValue : runtime.Clock.GetUtcNow() + BetweenAnnouncements);
    }

    /// <summary>After the workers have stopped: gives back what they left. Takes a few seconds at the most.</summary>
    public async Task StopAsync()
    {
        // A start that failed before this one's turn has signed on to nothing.
        if (_loops.Length == 0)
            return;

        using var limit = new CancellationTokenSource(TimeToLeave);
        await Task.WhenAll(_loops).WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await store.Presence.LeaveAsync(limit.Token);
        }
        catch (Exception e)
        {
            logger.LogWarning(e, "The node could not sign off; others take its messages when it has been silent for long enough");
        }
    }

    private void StartLoops()
    {
        using var _ = ExecutionContext.SuppressFlow();
        _loops =
        [
            Task.Run(() => RepeatAsync(BeatAndListenAsync, Settings.HealthCheckPollingTime)),
            Task.Run(() => RepeatAsync(BuryAsync, Settings.HealthCheckPollingTime)),
            Task.Run(() => RepeatAsync(FetchAsync, Settings.ScheduledJobPollingTime)),
            Task.Run(() => RepeatAsync(ReleaseLostAsync, LostAfter)),
            Task.Run(() => RepeatAsync(MeasureAsync, Settings.UpdateMetricsPeriod)),
        ];
    }

    private async Task BeatAsync()
    {
        var since = runtime.Clock.GetTimestamp();
        var isNew = await store.Presence.BeatAsync(runtime.Options.ServiceName, runtime.Clock, runtime.NoMore);
        runtime.Lease.Renew(since, isNew);
    }

    private async Task BeatAndListenAsync()
    {
        await BeatAsync();
        await store.Presence.ListenAsync(Settings.HealthCheckPollingTime, runtime.NoMore);
    }

    private async Task BuryAsync()
    {
        await runtime.Lease.WaitAsync(runtime.NoMore);
        await store.Presence.BuryAsync(Settings.Silence, Settings.StaleNodeTimeout, runtime.Clock, runtime.NoMore);
        await Task.Delay(Settings.HealthCheckPollingTime, runtime.Clock, runtime.NoMore);
    }

    private async Task FetchAsync()
    {
        await runtime.Lease.WaitAsync(runtime.NoMore);
        var overflows = runtime.Options.Queues.All.Where(queue => queue.IsDurable).ToDictionary(queue => queue, queue => queue.Overflows);
        await store.Returns.ResolveAsync(runtime.Holds, runtime.NoMore);
        var (waiting, nextDue) = await store.LookAsync([.. overflows.Keys.Select(queue => queue.Uri.AbsoluteUri)], runtime.NoMore);
        if (nextDue is { } left)
            runtime.Bell.RingAt(runtime.Clock.GetUtcNow() + (left > Shortest ? left : Shortest));

        var isRefused = false;
        foreach (var (queue, seen) in overflows)
        {
            if (!waiting.Contains(queue.Uri.AbsoluteUri))
                queue.Drained(seen);
            else if (queue.HasRoomToFetch)
                await FetchAsync(queue, seen);
            else
                isRefused = Refuse(queue);
        }

        if (isRefused && Interlocked.Exchange(ref _isToAnnounce, false))
            await store.NotifyAsync(runtime.NoMore);
        await runtime.Bell.WaitAsync(Settings.ScheduledJobPollingTime, runtime.NoMore);
    }

    /// <summary>From now on the workers ring when there is room; they may have made it a moment ago.</summary>
    private bool Refuse(LocalQueue queue)
    {
        queue.Overflow();
        if (queue.HasRoomToFetch)
            runtime.Bell.Ring();
        return true;
    }

    /// <summary>One claim, so that each queue has its turn.</summary>
    private async Task FetchAsync(LocalQueue queue, long seen)
    {
        var limit = Math.Min(queue.Room, Settings.RecoveryBatchSize);
        var unused = limit;
        queue.Reserve(limit);
        try
        {
            foreach (var envelope in await store.ClaimAsync(queue.Uri.AbsoluteUri, limit, runtime.NoMore))
            {
                runtime.HoldReserved(queue, envelope);
                unused--;
            }
        }
        finally
        {
            queue.Free(unused);
        }

        if (unused > 0)
        {
            queue.Drained(seen);
            return;
        }

        queue.Overflow();
        runtime.Bell.Ring();
    }

    /// <summary>A commit may succeed without our hearing of it; such messages wait in the database under our name.</summary>
    private async Task ReleaseLostAsync()
    {
        var owned = await store.ListOwnedAsync(LostAfter, runtime.NoMore);
        await store.ReleaseAsync([.. owned.Where(key => !runtime.Holds(key))], runtime.NoMore);
        await Task.Delay(LostAfter, runtime.Clock, runtime.NoMore);
    }

    private async Task MeasureAsync()
    {
        var backlog = Backlog.Unknown;
        try
        {
            if (runtime.Metrics.WatchesBacklog)
                backlog = await store.Backlog.ReadAsync(
                    runtime.Options.Queues.All.Where(queue => queue.IsDurable).Select(queue => queue.Uri.AbsoluteUri), runtime.NoMore);
        }
        finally
        {
            // Without an answer nothing is known, and an old number would be taken for a new one.
            runtime.Metrics.Report(backlog);
        }

        await Task.Delay(Settings.UpdateMetricsPeriod, runtime.Clock, runtime.NoMore);
    }

    private async Task RepeatAsync(Func<Task> step, TimeSpan longestPause)
    {
        var pause = new RetryPause(longestPause);
        var isFailing = false;
        while (!runtime.NoMore.IsCancellationRequested)
        {
            try
            {
                await step();
                if (isFailing)
                    logger.LogInformation("{Step} works again", step.Method.Name);
                isFailing = false;
                pause.End();
            }
            catch (OperationCanceledException) when (runtime.NoMore.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (!isFailing)
                    logger.LogWarning(e, "{Step} fails and is tried again", step.Method.Name);
                isFailing = true;
                await Task.Delay(pause.Next(), runtime.Clock, runtime.NoMore).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
