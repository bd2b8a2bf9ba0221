using Microsoft.Extensions.Logging;
using Wolverine.Runtime;

namespace Wolverine.Persistence;

/// <summary>
/// Keeps this node alive in the eyes of the others, and fetches what lies in the database without an owner: messages that are due, that
/// found no room, or whose node has died.
/// </summary>
internal sealed class DurabilityAgent(WolverineRuntime runtime, EnvelopeStore store, ILogger<DurabilityAgent> logger)
{
    /// <summary>Longer than any commit takes: what this node owns for so long without holding it was lost on the way.</summary>
    private static readonly TimeSpan LostAfter = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan TimeToLeave = TimeSpan.FromSeconds(3);

    private Task[] _loops = [];

    private DurabilitySettings Settings => runtime.Options.Durability;

    public void Start()
    {
        using var _ = ExecutionContext.SuppressFlow();
        _loops =
        [
            Task.Run(() => RepeatAsync(BeatAsync, Settings.HealthCheckPollingTime)),
            Task.Run(() => RepeatAsync(FetchAsync, Settings.ScheduledJobPollingTime)),
            Task.Run(() => RepeatAsync(ReleaseLostAsync, LostAfter)),
            Task.Run(() => RepeatAsync(MeasureAsync, Settings.UpdateMetricsPeriod)),
        ];
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

    private Task BeatAsync() => store.Presence.BeatAsync(
        runtime.Options.ServiceName, Settings.HealthCheckPollingTime, Settings.StaleNodeTimeout, runtime.Clock, runtime.NoMore);

    private async Task FetchAsync()
    {
        await store.Doubts.ResolveAsync(runtime.Holds, runtime.NoMore);
        foreach (var (destination, _) in await store.CountUnownedAsync(runtime.NoMore))
        {
            // A destination that is not known here belongs to another version of the service.
            if (runtime.Options.Queues.Find(destination) is not { } queue)
                continue;

            while (queue.Room > 0)
            {
                var limit = Math.Min(queue.Room, Settings.RecoveryBatchSize);
                var claimed = await store.ClaimAsync(destination, limit, runtime.NoMore);
                foreach (var envelope in claimed)
                    runtime.Hold(queue, envelope);

                if (claimed.Count < limit)
                    break;
            }
        }
    }

    /// <summary>A commit may succeed without our hearing of it; such messages wait in the database under our name.</summary>
    private async Task ReleaseLostAsync()
    {
        var owned = await store.ListOwnedAsync(LostAfter, runtime.NoMore);
        await store.ReleaseAsync(owned.Where(key => !runtime.Holds(key)), runtime.NoMore);
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
    }

    private async Task RepeatAsync(Func<Task> step, TimeSpan interval)
    {
        var isFailing = false;
        while (!runtime.NoMore.IsCancellationRequested)
        {
            try
            {
                await step();
                if (isFailing)
                    logger.LogInformation("{Step} works again", step.Method.Name);
                isFailing = false;
            }
            catch (OperationCanceledException) when (runtime.NoMore.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (!isFailing)
                    logger.LogWarning(e, "{Step} fails and is tried again every {Interval}", step.Method.Name, interval);
                isFailing = true;
            }

            await Task.Delay(interval, runtime.Clock, runtime.NoMore).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
