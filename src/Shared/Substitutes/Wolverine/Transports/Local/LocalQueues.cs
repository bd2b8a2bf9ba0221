namespace Wolverine.Transports.Local;

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
