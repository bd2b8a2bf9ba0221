namespace Wolverine.Persistence;

/// <summary>Wakes the one who fetches messages: now, or at the earliest of the times that anybody named.</summary>
internal sealed class Doorbell(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _next = DateTimeOffset.MaxValue;

    public void Ring() => RingAt(DateTimeOffset.MinValue);

    public void RingAt(DateTimeOffset time)
    {
        lock (_lock)
        {
            if (time >= _next)
                return;

            _next = time;
            _changed.TrySetResult();
        }
    }

    /// <summary>Completes when it rings, also if it rang before, and after <paramref name="longest"/> at the latest.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellation)
    {
        RingAt(clock.GetUtcNow() + longest);
        while (!cancellation.IsCancellationRequested)
        {
            Task changed;
            TimeSpan left;
            lock (_lock)
            {
                var now = clock.GetUtcNow();
                if (_next <= now)
                {
                    _next = DateTimeOffset.MaxValue;
                    return;
                }

                left = _next - now;
                _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
                changed = _changed.Task;
            }

            await changed.WaitAsync(left, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
