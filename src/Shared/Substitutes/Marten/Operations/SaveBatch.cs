using Marten.Documents;
using Marten.Exceptions;
using Marten.Sessions;
using Npgsql;

namespace Marten.Operations;

/// <summary>
/// Sends all operations of a save as one batch, in one round trip: PostgreSQL runs it as one transaction, which it commits at its end or
/// rolls back when a statement fails.
/// </summary>
internal static class SaveBatch
{
    public static async Task ExecuteAsync(
        SessionConnection database, IReadOnlyList<IStorageOperation> operations, CancellationToken cancellation, bool ofSeveralSaves = false)
    {
        if (database.Transaction is null)
        {
            await RunAloneAsync(database, operations, ofSeveralSaves, cancellation);
            return;
        }

        try
        {
            await RunAsync(database.Hold(), database.Transaction, operations, ofSeveralSaves, cancellation);
        }
        catch
        {
            await database.RollbackAsync();
            throw;
        }

        await database.CommitAsync(cancellation);
    }

    /// <summary>
    /// What PostgreSQL rolled back for the sake of another transaction, or of a plan prepared before a column changed its type, may be done
    /// again, because nobody has read in this one. It needs no pause: the other transaction goes on, and this one waits for its locks.
    /// </summary>
    private static async Task RunAloneAsync(
        SessionConnection database, IReadOnlyList<IStorageOperation> operations, bool ofSeveralSaves, CancellationToken cancellation)
    {
        await using var lease = await database.LeaseAsync(cancellation);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await RunAsync(lease.Connection, transaction: null, operations, ofSeveralSaves, cancellation);
                return;
            }
            catch (MartenException e) when (MayRepeat(e.InnerException, attempt, operations.Count))
            {
                continue;
            }
        }
    }

    private static bool MayRepeat(Exception? exception, int attempt, int statements) => (exception as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => attempt < SessionConnection.MostAttempts,
        // Each failure drops one outdated plan.
        PostgresErrorCodes.FeatureNotSupported => attempt <= statements,
        _ => false,
    };

    private static async Task RunAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        IReadOnlyList<IStorageOperation> operations,
        bool ofSeveralSaves,
        CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        operations = AddCommands(batch, operations, operation => ofSeveralSaves ? operation.IsCombinedWithOthers : operation.IsCombined);
        try
        {
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            await ReadVersionsAsync(reader, operations, cancellation);
        }
        catch (NpgsqlException e)
        {
            throw Translated(e, batch, operations);
        }
    }

    /// <returns>For each command its operation, or the first of those that it is for.</returns>
    private static List<IStorageOperation> AddCommands(
        NpgsqlBatch batch, IReadOnlyList<IStorageOperation> operations, Func<IStorageOperation, bool> isCombined)
    {
        List<IStorageOperation> first = new(operations.Count);
        foreach (var operation in operations)
        {
            if (isCombined(operation)) continue;
            first.Add(operation);
            batch.BatchCommands.Add(operation.ToCommand());
        }

        foreach (var alike in operations.Where(isCombined).GroupBy(operation => operation.GetType()))
        {
            IStorageOperation[] all = [.. alike];
            foreach (var command in all.Length == 1 ? [all[0].ToCommand()] : all[0].ToCommands(all))
            {
                first.Add(all[0]);
                batch.BatchCommands.Add(command);
            }
        }

        return first;
    }

    /// <summary>Pairs the result sets that carry a version with the operations that asked for one, in order.</summary>
    private static async Task ReadVersionsAsync(
        NpgsqlDataReader reader, IReadOnlyList<IStorageOperation> operations, CancellationToken cancellation)
    {
        var next = 0;
        do
        {
            if (reader.FieldCount == 0 || !string.Equals(reader.GetName(0), DocumentSql.NewVersion, StringComparison.Ordinal)) continue;
            while (!operations[next].ReturnsVersion) next++;
            if (await reader.ReadAsync(cancellation)) operations[next].ReadVersion(reader);
            next++;
        }
        while (await reader.NextResultAsync(cancellation));
    }

    /// <summary>PostgreSQL runs the statements in order, so the first one without a completion is the one it refused.</summary>
    private static Exception Translated(NpgsqlException exception, NpgsqlBatch batch, IReadOnlyList<IStorageOperation> operations)
    {
        if (exception is not PostgresException refused) return MartenCommandException.From(exception, sql: null);
        for (var i = 0; i < operations.Count; i++)
        {
            if (batch.BatchCommands[i].StatementType != StatementType.Unknown) continue;
            return operations[i].Translate(refused) ?? MartenCommandException.From(exception, batch.BatchCommands[i].CommandText);
        }

        return MartenCommandException.From(exception, "COMMIT");
    }
}
