using Marten.Sessions;
using Npgsql;

namespace Marten.Operations;

/// <summary>
/// Saves that only add rows are written together: whoever finds nobody writing begins, and what arrives meanwhile goes together next, in
/// one round trip and one commit, the rows of a table in few statements. When such a batch is refused its saves are written again one by
/// one, so that each fails or succeeds alone.
/// </summary>
internal sealed class CommonSaves(NpgsqlDataSource source)
{
    /// <summary>Enough to make the commit cheap, little enough for none to wait long for the others.</summary>
    private const int MostOperations = 200;

    private readonly Lock gate = new();
    private readonly Queue<Save> waiting = new();
    private Task? writing;

    public static bool MayTake(IReadOnlyList<IStorageOperation> operations)
    {
        for (var i = 0; i < operations.Count; i++)
        {
            if (!operations[i].OnlyAdds) return false;
        }

        return operations.Count <= MostOperations;
    }

    /// <summary>Completes when all of it is committed; nothing is when it fails.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before its turn came.</exception>
    public async Task WriteAsync(IReadOnlyList<IStorageOperation> operations, CancellationToken cancellation)
    {
        var save = new Save(operations);
        await using var _ = save.GiveUpOn(cancellation);
        lock (gate)
        {
            waiting.Enqueue(save);
            writing ??= Begin();
        }

        await save.Task;
    }

    private Task Begin()
    {
        // Who happens to begin must not lend the others' writing his activity and other ambient values.
        using var _ = ExecutionContext.SuppressFlow();
        return Task.Run(WriteAllAsync);
    }

    private async Task WriteAllAsync()
    {
        while (TakeNext() is { } saves)
        {
            // All of these may have given up.
            if (saves.Count > 0) await WriteTogetherAsync(saves);
        }
    }

    private List<Save>? TakeNext()
    {
        lock (gate)
        {
            List<Save> taken = [];
            for (var operations = 0; waiting.TryPeek(out var next) && (operations += next.Operations.Count) <= MostOperations;)
            {
                waiting.Dequeue();
                if (next.Take()) taken.Add(next);
            }

            if (taken.Count > 0 || waiting.Count > 0) return taken;
            writing = null;
            return null;
        }
    }

    private async Task WriteTogetherAsync(List<Save> saves)
    {
        try
        {
            await WriteAsync([.. saves.SelectMany(save => save.Operations)], ofSeveralSaves: saves.Count > 1);
            saves.ForEach(save => save.SetResult());
        }
        catch (Exception e) when (saves.Count > 1 && !MayBeCommitted(e))
        {
            await Task.WhenAll(saves.Select(WriteAloneAsync));
        }
        catch (Exception e)
        {
            saves.ForEach(save => save.SetException(e));
        }
    }

    private async Task WriteAloneAsync(Save save)
    {
        try
        {
            await WriteAsync(save.Operations, ofSeveralSaves: false);
            save.SetResult();
        }
        catch (Exception e)
        {
            save.SetException(e);
        }
    }

    private async Task WriteAsync(IReadOnlyList<IStorageOperation> operations, bool ofSeveralSaves)
    {
        await using var database = new SessionConnection(source);
        await SaveBatch.ExecuteAsync(database, operations, CancellationToken.None, ofSeveralSaves);
    }

    /// <summary>The connection was lost, and with it what became of the batch; a refused statement leaves nothing behind.</summary>
    private static bool MayBeCommitted(Exception exception) =>
        exception.InnerException is NpgsqlException and not PostgresException { InvariantSeverity: "ERROR" };

    private sealed class Save(IReadOnlyList<IStorageOperation> operations) : Turn
    {
        public IReadOnlyList<IStorageOperation> Operations => operations;
    }
}
