namespace Wolverine.Runtime;

/// <summary>
/// Those who wait for the message that they invoked. While there are more of them than processors, what waits in queues lets them go first:
/// for a moment only, so that no queue ever stands still.
/// </summary>
internal sealed class Callers(TimeProvider clock)
{
    /// <summary>Long enough to leave the processors to those who wait, little beside what a message has waited by then.</summary>
    private static readonly TimeSpan LongestMoment = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private TaskCompletionSource? _few;
    private int _count;

    public void Enter()
    {
        lock (_lock)
        {
            if (++_count > Environment.ProcessorCount)
                _few ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (--_count > Environment.ProcessorCount)
                return;
            _few?.SetResult();
            _few = null;
        }
    }

    /// <summary>Completes when there are few of them, or after <see cref="LongestMoment"/>.</summary>
    public async ValueTask GoFirstAsync()
    {
        if (Volatile.Read(ref _few) is { } few)
            await few.Task.WaitAsync(LongestMoment, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
