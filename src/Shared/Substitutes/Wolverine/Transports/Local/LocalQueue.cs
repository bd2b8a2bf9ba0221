using System.Threading.Channels;

namespace Wolverine.Transports.Local;

/// <summary>
/// What one node holds in memory for one queue, and the workers that take from it. Of a durable queue a node holds only so much;
/// what finds no room belongs to nobody, until some node has room for it.
/// </summary>
internal sealed class LocalQueue(string name)
{
    /// <summary>More than a worker handles between two looks into the database, little enough to hand over when a node dies.</summary>
    internal const int Capacity = 1_000;

    private readonly Channel<Envelope> _channel = Channel.CreateUnbounded<Envelope>();
    private Task[] _workers = [];
    private int _held;
    private long _overflows;
    private long _drained;

    public Uri Uri { get; } = new($"local://{name}/");

    /// <summary>Set for this queue alone; otherwise what holds for all.</summary>
    public bool? Durability { get; set; }

    public bool IsDurable { get; set; }

    public int MaximumParallel { get; set; } = Environment.ProcessorCount;

    public int Room => Math.Max(0, Capacity - Volatile.Read(ref _held));

    /// <summary>So much that fetching is worth its while.</summary>
    public bool HasRoomToFetch => Room >= Capacity / 2;

    /// <summary>Older messages of this queue wait in the database, and newer ones wait behind them.</summary>
    public bool IsOverflowing => Volatile.Read(ref _overflows) != Volatile.Read(ref _drained);

    /// <summary>Changes with each overflow.</summary>
    public long Overflows => Volatile.Read(ref _overflows);

    /// <summary>Something waits in the database for room.</summary>
    public void Overflow() => Interlocked.Increment(ref _overflows);

    /// <summary>
    /// A message was written that this node does not hold. In a sequential queue what is sent after it must wait behind it; elsewhere it
    /// may be overtaken, or a queue that is never still would never come back to its memory.
    /// </summary>
    public void LeaveBehind()
    {
        if (MaximumParallel == 1 || Room == 0)
            Overflow();
    }

    /// <summary>Nothing waits in the database of what overflowed until then.</summary>
    /// <param name="overflows"><see cref="Overflows"/>, before the database was looked into.</param>
    public void Drained(long overflows) => Volatile.Write(ref _drained, overflows);

    /// <summary>Takes room for one new message that is in the database already.</summary>
    public bool TryReserve()
    {
        if (IsOverflowing)
            return false;
        if (Interlocked.Increment(ref _held) <= Capacity)
            return true;

        Interlocked.Decrement(ref _held);
        return false;
    }

    public void Reserve(int count) => Interlocked.Add(ref _held, count);

    public void Free(int count) => Interlocked.Add(ref _held, -count);

    /// <summary>Hands an envelope, for which room is reserved, to the workers.</summary>
    public void Enqueue(Envelope envelope) => _channel.Writer.TryWrite(envelope);

    public void Start(Func<LocalQueue, Envelope, Task> handle, CancellationToken noMore)
    {
        // The workers outlive whoever starts them and must not inherit his activity or other ambient values.
        using var _ = ExecutionContext.SuppressFlow();
        _workers = [.. Enumerable.Range(0, MaximumParallel).Select(_ => Task.Run(() => WorkAsync(handle, noMore), CancellationToken.None))];
    }

    /// <summary>Completes when nobody works any more: a durable queue leaves the rest to the database, another is worked off.</summary>
    public Task StopAsync()
    {
        _channel.Writer.TryComplete();
        return Task.WhenAll(_workers);
    }

    private async Task WorkAsync(Func<LocalQueue, Envelope, Task> handle, CancellationToken noMore)
    {
        await foreach (var envelope in _channel.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (IsDurable && noMore.IsCancellationRequested)
                continue;

            await handle(this, envelope);
        }
    }
}
