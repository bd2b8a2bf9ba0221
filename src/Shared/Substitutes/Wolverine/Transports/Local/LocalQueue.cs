using System.Threading.Channels;

namespace Wolverine.Transports.Local;

/// <summary>
/// What one node holds in memory for one queue, and the workers that take from it. Of a durable queue a node holds only so much;
/// a row that is written when there is no room belongs to nobody, until some node has room for it.
/// </summary>
internal sealed class LocalQueue(string name)
{
    /// <summary>More than a worker handles between two looks into the database, little enough to hand over when a node dies.</summary>
    internal const int Capacity = 1_000;

    private readonly Channel<Envelope> _channel = Channel.CreateUnbounded<Envelope>();
    private Task[] _workers = [];
    private int _held;

    public Uri Uri { get; } = new($"local://{name}/");

    /// <summary>Set for this queue alone; otherwise what holds for all.</summary>
    public bool? Durability { get; set; }

    public bool IsDurable { get; set; }

    public int MaximumParallel { get; set; } = Environment.ProcessorCount;

    public int Room => Math.Max(0, Capacity - Volatile.Read(ref _held));

    /// <summary>Hands an envelope to the workers.</summary>
    public void Enqueue(Envelope envelope)
    {
        Interlocked.Increment(ref _held);
        _channel.Writer.TryWrite(envelope);
    }

    /// <summary>One envelope less is kept for this queue.</summary>
    public void LetGo() => Interlocked.Decrement(ref _held);

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

/// <summary>The queues of a service by name.</summary>
internal sealed class LocalQueues
{
    private readonly Dictionary<string, LocalQueue> _queues = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LocalQueue> _byDestination = new(StringComparer.Ordinal);

    /// <summary>Whether a queue is durable that was not told otherwise.</summary>
    public bool AreDurable { get; set; }

    public IReadOnlyCollection<LocalQueue> All => _queues.Values;

    public LocalQueue Get(string name)
    {
        // Nested types are written with a plus, which no host name may contain.
        var key = name.ToLowerInvariant().Replace('+', '.');
        if (_queues.TryGetValue(key, out var known))
            return known;

        var queue = new LocalQueue(key);
        _queues.Add(key, queue);
        _byDestination.Add(queue.Uri.AbsoluteUri, queue);
        return queue;
    }

    public LocalQueue? Find(string destination) => _byDestination.GetValueOrDefault(destination);

    public void Seal()
    {
        foreach (var queue in All)
            queue.IsDurable = queue.Durability ?? AreDurable;
    }
}
