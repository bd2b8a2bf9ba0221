using System.Collections.Concurrent;

namespace Monolith.Identity.Infrastructure.Passwords;

/// <summary>
/// Threads that compute password hashes and nothing else, as many as there are cores: the pool's threads stay free for other requests, and
/// no hash pays for the start of a thread. What waits for them waits in turn.
/// </summary>
internal sealed class HashingThreads : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> _waiting = [];

    public HashingThreads()
    {
        for (var i = 0; i < MaximumConcurrencyLevel; i++)
            new Thread(Work) { IsBackground = true, Name = "password hashing" }.Start();
    }

    public override int MaximumConcurrencyLevel => Environment.ProcessorCount;

    /// <summary>The threads end when nothing waits any more.</summary>
    public void Dispose() => _waiting.CompleteAdding();

    protected override void QueueTask(Task task) => _waiting.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => _waiting.ToArray();

    private void Work()
    {
        foreach (var task in _waiting.GetConsumingEnumerable())
            TryExecuteTask(task);
    }
}
