using JasperFx;
using Marten.Documents;
using Npgsql;

namespace Marten.Schema;

/// <summary>Adds what the configuration needs and the database lacks; several nodes may do so at once.</summary>
internal sealed class SchemaMigrator(DocumentStore store) : IDisposable
{
    /// <summary>An index on a large table takes its time, and so does waiting for another node that builds one.</summary>
    private const int TimeoutSeconds = 600;

    private readonly SemaphoreSlim gate = new(1, 1);

    public ValueTask EnsureAsync(DocumentStorage storage, CancellationToken cancellation) =>
        storage.IsReady ? ValueTask.CompletedTask : new ValueTask(EnsureMissingAsync(storage, cancellation));

    public async Task ApplyAllAsync(AutoCreate autoCreate, CancellationToken cancellation)
    {
        var storages = store.Storages.All();
        await ApplyAsync([.. storages.Select(s => s.Table), .. store.StoreOptions.ExtraTables], autoCreate, cancellation);
        foreach (var storage in storages) storage.IsReady = true;
    }

    public void Dispose() => gate.Dispose();

    private async Task EnsureMissingAsync(DocumentStorage storage, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (storage.IsReady) return;
            var autoCreate = store.StoreOptions.AutoCreateSchemaObjects;
            if (autoCreate != AutoCreate.None) await ApplyAsync([storage.Table], autoCreate, cancellation);
            storage.IsReady = true;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task ApplyAsync(IReadOnlyList<TableDefinition> tables, AutoCreate autoCreate, CancellationToken cancellation)
    {
        if (tables.Count == 0) return;
        var tablesOnly = autoCreate == AutoCreate.CreateOnly;
        await using var connection = await store.DataSource.OpenConnectionAsync(cancellation);
        var before = await Catalog.ReadAsync(connection, tables, cancellation);
        if (!before.Missing(tables, tablesOnly).Any()) return;

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await RunAsync(connection, $"select pg_advisory_xact_lock({store.StoreOptions.ApplyChangesLockId})", cancellation);
        // Another node may have done all of it while this one waited for the lock.
        var locked = await Catalog.ReadAsync(connection, tables, cancellation);
        foreach (var sql in locked.Missing(tables, tablesOnly)) await RunAsync(connection, sql, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = TimeoutSeconds };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
