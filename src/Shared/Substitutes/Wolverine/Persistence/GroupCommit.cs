using global::Marten.Operations;
using Microsoft.Extensions.Logging;

namespace Wolverine.Persistence;

/// <summary>
/// Writes what many ask for at the same time in one round trip and one commit. Whoever finds nobody writing begins; what arrives
/// meanwhile goes together next. New messages are awaited by whoever sends them; the rows of handled ones go when they can.
/// </summary>
internal sealed class GroupCommit(EnvelopeStore store, TimeProvider clock, ILogger<GroupCommit> logger, CancellationToken abort)
{
    /// <summary>Enough to make the commit cheap, little enough for none to wait long for the others.</summary>
    private const int MostRows = 500;

    private const int MostBytes = 4 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<Insertion> _insertions = new();
    private readonly Queue<Removal> _removals = new();
    private readonly RetryPause _pause = new();
    private TaskCompletionSource _arrival = NewSignal();
    private Task? _writing;

    /// <summary>Completes when all of them are committed; none is when it fails.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before their turn came.</exception>
    public async Task InsertAsync(IReadOnlyList<Envelope> envelopes, CancellationToken cancellation)
    {
        var insertion = new Insertion(envelopes);
        await using var _ = insertion.GiveUpOn(cancellation);
        lock (_lock)
        {
            _insertions.Enqueue(insertion);
            _arrival.TrySetResult();
            _writing ??= Task.Run(WriteAllAsync, CancellationToken.None);
        }

        await insertion.Task;
    }

    /// <summary>Deletes the row of a handled message, however long the database is away.</summary>
    /// <param name="envelope">The handled message.</param>
    /// <param name="settled">Told when the row is gone, or with false that this node owned it no longer.</param>
    public void Remove(Envelope envelope, Action<bool> settled)
    {
        lock (_lock)
        {
            _removals.Enqueue(new Removal(envelope, settled));
            _writing ??= Task.Run(WriteAllAsync, CancellationToken.None);
        }
    }

    /// <summary>Completes when nothing is left to write.</summary>
    public Task DrainAsync()
    {
        lock (_lock)
            return _writing ?? Task.CompletedTask;
    }

    private async Task WriteAllAsync()
    {
        while (TakeNext() is var (insertions, removals))
        {
            await WriteAsync(insertions, removals);
            // Who was waiting and sends again at once is to be in time for the next write.
            await Task.Yield();
        }
    }

    private (List<Insertion> Insertions, List<Removal> Removals)? TakeNext()
    {
        lock (_lock)
        {
            List<Insertion> insertions = [];
            for (int rows = 0, bytes = 0; rows < MostRows && bytes < MostBytes && _insertions.TryDequeue(out var next);)
            {
                if (!next.Take())
                    continue;

                insertions.Add(next);
                rows += next.Envelopes.Count;
                bytes += next.Envelopes.Sum(envelope => envelope.Body!.Length);
            }

            List<Removal> removals = [];
            while (removals.Count < MostRows && _removals.TryDequeue(out var next))
                removals.Add(next);

            if (insertions.Count > 0 || removals.Count > 0)
                return (insertions, removals);

            _writing = null;
            return null;
        }
    }

    private async Task WriteAsync(List<Insertion> insertions, List<Removal> removals)
    {
        bool[] isGone;
        try
        {
            isGone = await store.WriteAsync(
                [.. insertions.SelectMany(insertion => insertion.Envelopes)], removals.ConvertAll(removal => removal.Envelope));
        }
        catch (Exception e) when (!Outage.Explains(e) && insertions.Count + Math.Min(removals.Count, 1) > 1)
        {
            // What one sender's rows are refused for is not the others' fault.
            foreach (var insertion in insertions)
                await WriteAsync([insertion], []);
            if (removals.Count > 0)
                await WriteAsync([], removals);
            return;
        }
        catch (Exception e)
        {
            insertions.ForEach(insertion => insertion.SetException(e));
            if (removals.Count > 0 && !abort.IsCancellationRequested)
                await KeepAsync(e, removals);
            return;
        }

        _pause.End();
        insertions.ForEach(insertion => insertion.SetResult());
        for (var i = 0; i < removals.Count; i++)
            Settle(removals[i], isGone[i]);
    }

    /// <summary>Whoever listens to what became of a message may fail; the others' turn comes all the same.</summary>
    private void Settle(Removal removal, bool isGone)
    {
        try
        {
            removal.Settled(isGone || removal.MayBeGone);
        }
        catch (Exception e)
        {
            logger.LogError(e, "After {Envelope} was handled", removal.Envelope);
        }
    }

    /// <summary>What was handled stays so; only who wants to send something meanwhile is not kept waiting.</summary>
    private async Task KeepAsync(Exception failure, List<Removal> removals)
    {
        Task arrival;
        lock (_lock)
        {
            foreach (var removal in removals)
                _removals.Enqueue(removal with { MayBeGone = true });
            _arrival = NewSignal();
            arrival = _insertions.Count > 0 ? Task.CompletedTask : _arrival.Task;
        }

        var pause = _pause.Next();
        logger.LogWarning("{Count} handled messages stay in the database for another {Pause}: {Reason}", removals.Count, pause, failure.Message);
        await Task.WhenAny(arrival, Task.Delay(pause, clock, abort));
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The messages of one sender: all of them or none.</summary>
    private sealed class Insertion(IReadOnlyList<Envelope> envelopes) : Turn
    {
        public IReadOnlyList<Envelope> Envelopes => envelopes;
    }

    /// <param name="Envelope">The handled message.</param>
    /// <param name="Settled">Told what became of its row.</param>
    /// <param name="MayBeGone">An earlier try failed without an answer, so that a missing row is no sign of another owner.</param>
    private readonly record struct Removal(Envelope Envelope, Action<bool> Settled, bool MayBeGone = false);
}
