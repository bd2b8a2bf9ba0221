namespace Wolverine.Persistence;

/// <summary>
/// Until when this node may take what it holds for its own: as long as the others cannot have taken it for dead. A node that was away
/// for longer begins nothing until it is back, and then holds nothing of what it held before, if the others have taken it.
/// </summary>
internal sealed class Lease(TimeProvider clock, TimeSpan duration)
{
    private const long Never = long.MinValue;

    private TaskCompletionSource _renewed = NewSignal();
    private long _since = Never;
    private int _term;

    public bool IsValid => Volatile.Read(ref _since) is var since and not Never && clock.GetElapsedTime(since) < duration;

    /// <summary>Changes when the others have taken what this node held.</summary>
    public int Term => Volatile.Read(ref _term);

    /// <param name="since">When this node asked for it.</param>
    /// <param name="isNew">The others did not know this node.</param>
    public void Renew(long since, bool isNew)
    {
        if (isNew)
            Interlocked.Increment(ref _term);
        Volatile.Write(ref _since, since);
        Interlocked.Exchange(ref _renewed, NewSignal()).SetResult();
    }

    /// <summary>Completes when the lease is valid.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var renewed = Volatile.Read(ref _renewed).Task;
            if (IsValid)
                return;

            await renewed.WaitAsync(cancellation);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
