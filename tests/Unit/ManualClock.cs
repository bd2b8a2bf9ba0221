namespace Monolith.Tests.Unit;

/// <summary>Time that moves only when a test says so.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private readonly TaskCompletionSource _firstTimer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Completes when somebody waits for this clock.</summary>
    public Task FirstTimer => _firstTimer.Task;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        _firstTimer.TrySetResult();
        return timer;
    }

    /// <summary>Timers that come due meanwhile ring in their turn, before this returns.</summary>
    public void Advance(TimeSpan by)
    {
        var end = now + by;
        while (_timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due) is { } next)
        {
            now = next.Due > now ? next.Due : now;
            next.Ring();
        }

        now = end;
    }

    private sealed class ManualTimer(ManualClock clock, Action ring) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock._timers.Remove(this);
            (Due, _period) = (clock.now + dueTime, period);
            if (dueTime != Timeout.InfiniteTimeSpan)
                clock._timers.Add(this);
            return true;
        }

        public void Ring()
        {
            Change(_period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : _period, _period);
            ring();
        }

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
