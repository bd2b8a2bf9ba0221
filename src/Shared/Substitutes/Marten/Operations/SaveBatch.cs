using Marten.Documents;
using Marten.Exceptions;
using Marten.Sessions;
using Npgsql;

namespace Marten.Operations;

/// <summary>
/// Sends all operations of a save as one batch. PostgreSQL runs a batch as one transaction and commits at its end;
/// only when an operation may refuse the save is the commit a second round trip.
/// </summary>
internal static class SaveBatch
{
    public static async Task ExecuteAsync(
        SessionConnection database, IReadOnlyList<IStorageOperation> operations, CancellationToken cancellation)
    {
        if (database.Transaction is null && !operations.Any(o => o.IsConditional))
        {
            await using var lease = await database.LeaseAsync(cancellation);
            await RunAsync(lease.Connection, transaction: null, operations, cancellation);
            return;
        }

        if (database.Transaction is not null)
        {
            await RunInHeldTransactionAsync(database, operations, cancellation);
            return;
        }

        await using var borrowed = await database.LeaseAsync(cancellation);
        await using var transaction = await borrowed.Connection.BeginTransactionAsync(cancellation);
        await RunAsync(borrowed.Connection, transaction, operations, cancellation);
        await CommitAsync(transaction.CommitAsync(cancellation));
    }

    private static async Task RunInHeldTransactionAsync(
        SessionConnection database, IReadOnlyList<IStorageOperation> operations, CancellationToken cancellation)
    {
        try
        {
            await RunAsync(database.Hold(), database.Transaction, operations, cancellation);
        }
        catch
        {
            await database.RollbackAsync();
            throw;
        }

        await CommitAsync(database.CommitAsync(cancellation));
    }

    private static async Task CommitAsync(Task commit)
    {
        try
        {
            await commit;
        }
        catch (NpgsqlException e)
        {
            throw new MartenCommandException("COMMIT", e);
        }
    }

    private static async Task RunAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        IReadOnlyList<IStorageOperation> operations,
        CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var operation in operations) batch.BatchCommands.Add(operation.ToCommand());
        try
        {
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            await ReadVersionsAsync(reader, operations, cancellation);
        }
        catch (NpgsqlException e)
        {
            throw Translated(e, batch, operations);
        }

        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i].Verify(batch.BatchCommands[i].Rows) is { } refusal) throw refusal;
        }
    }

    /// <summary>Pairs the result sets that carry a version with the operations that asked for one, in order.</summary>
    private static async Task ReadVersionsAsync(
        NpgsqlDataReader reader, IReadOnlyList<IStorageOperation> operations, CancellationToken cancellation)
    {
        var next = 0;
        do
        {
            if (reader.FieldCount != 1 || !string.Equals(reader.GetName(0), DocumentSql.NewVersion, StringComparison.Ordinal)) continue;
            while (!operations[next].ReturnsVersion) next++;
            if (await reader.ReadAsync(cancellation)) operations[next].ReadVersion(reader);
            next++;
        }
        while (await reader.NextResultAsync(cancellation));
    }

    /// <summary>PostgreSQL runs the statements in order, so the first one without a completion is the one it refused.</summary>
    private static Exception Translated(NpgsqlException exception, NpgsqlBatch batch, IReadOnlyList<IStorageOperation> operations)
    {
        if (exception is not PostgresException refused) return new MartenCommandException(sql: null, exception);
        for (var i = 0; i < operations.Count; i++)
        {
            if (batch.BatchCommands[i].StatementType != StatementType.Unknown) continue;
            return operations[i].Translate(refused) ?? new MartenCommandException(batch.BatchCommands[i].CommandText, exception);
        }

        return new MartenCommandException(sql: null, exception);
    }
}
