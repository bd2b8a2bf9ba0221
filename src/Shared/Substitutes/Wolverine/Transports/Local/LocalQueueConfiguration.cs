namespace Wolverine.Transports.Local;

public sealed class LocalQueueConfiguration
{
    private readonly LocalQueue _queue;

    internal LocalQueueConfiguration(LocalQueue queue) => _queue = queue;

    /// <summary>Its messages are rows in the database until they are handled.</summary>
    public LocalQueueConfiguration UseDurableInbox()
    {
        _queue.Durability = true;
        return this;
    }

    /// <summary>Its messages live in this process only.</summary>
    public LocalQueueConfiguration BufferedInMemory()
    {
        _queue.Durability = false;
        return this;
    }

    /// <summary>How many messages one node handles at a time. Default: the number of processors.</summary>
    public LocalQueueConfiguration MaximumParallelMessages(int maximumParallelHandlers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumParallelHandlers);
        _queue.MaximumParallel = maximumParallelHandlers;
        return this;
    }

    /// <summary>
    /// One message at a time on each node, in the order in which its senders there sent them; a retry in place keeps its turn. Nodes do
    /// not wait for each other, and what is scheduled, requeued or taken over from another node comes later.
    /// </summary>
    public LocalQueueConfiguration Sequential() => MaximumParallelMessages(1);
}
