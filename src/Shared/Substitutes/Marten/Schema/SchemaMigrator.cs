using JasperFx;
using Marten.Documents;
using Npgsql;
using Weasel.Core;

namespace Marten.Schema;

/// <summary>Brings the database to the configuration; several nodes may do so at once.</summary>
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
        await ApplyAsync(TablesOf(storages), autoCreate, cancellation);
        foreach (var storage in storages) storage.IsReady = true;
    }

    /// <summary>What <see cref="ApplyAllAsync"/> would do now.</summary>
    public async Task<SchemaMigration> CompareAllAsync(CancellationToken cancellation)
    {
        await using var connection = await store.DataSource.OpenConnectionAsync(cancellation);
        return await CompareAsync(connection, TablesOf(store.Storages.All()), AutoCreate.CreateOrUpdate, cancellation);
    }

    public void Dispose() => gate.Dispose();

    private IReadOnlyList<TableDefinition> TablesOf(IEnumerable<DocumentStorage> storages) =>
        [.. storages.Select(s => s.Table), .. store.StoreOptions.ExtraTables];

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
        await using var connection = await store.DataSource.OpenConnectionAsync(cancellation);
        if (!(await CompareAsync(connection, tables, autoCreate, cancellation)).IsNeeded) return;

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await RunAsync(connection, $"select pg_advisory_xact_lock({store.StoreOptions.ApplyChangesLockId})", cancellation);
        // Another node may have done all of it while this one waited for the lock.
        var migration = await CompareAsync(connection, tables, autoCreate, cancellation);
        migration.AssertPatchingIsValid(autoCreate);
        foreach (var sql in migration.Statements) await RunAsync(connection, sql, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task<SchemaMigration> CompareAsync(
        NpgsqlConnection connection, IReadOnlyList<TableDefinition> tables, AutoCreate autoCreate, CancellationToken cancellation)
    {
        var catalog = await Catalog.ReadAsync(connection, tables, store.StoreOptions.Storage.Extensions, cancellation);
        var migration = new SchemaMigration();
        foreach (var extension in catalog.MissingExtensions) migration.Run($"CREATE EXTENSION IF NOT EXISTS {extension};");
        foreach (var schema in tables.Select(t => t.SchemaName).Distinct(StringComparer.Ordinal))
        {
            if (!catalog.HasSchema(schema)) migration.Run($"CREATE SCHEMA {schema};");
        }

        foreach (var table in tables) new TableComparison(table, catalog, migration).Compare(autoCreate == AutoCreate.CreateOnly);
        return migration;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = TimeoutSeconds };
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException e)
        {
            throw new SchemaMigrationException(
                $"The database cannot be brought to the configured schema ({e.MessageText}): resolve that and start again; the statement was "
                + sql.ReplaceLineEndings(" "),
                e);
        }
    }
}
