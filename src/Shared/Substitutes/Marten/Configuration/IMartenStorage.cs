using JasperFx;
using Weasel.Core;

namespace Marten;

public interface IMartenStorage
{
    /// <summary>Brings every schema, table, column and index to what the configuration needs.</summary>
    /// <exception cref="SchemaMigrationException">That would lose data; nothing is changed.</exception>
    Task ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate? @override = null);

    /// <summary>What would have to be done; nothing is changed.</summary>
    Task<SchemaMigration> CreateMigrationAsync();
}

internal sealed class MartenStorage(DocumentStore store) : IMartenStorage
{
    public Task ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate? @override = null) =>
        store.Schema.ApplyAllAsync(@override ?? AutoCreate.CreateOrUpdate, CancellationToken.None);

    public Task<SchemaMigration> CreateMigrationAsync() => store.Schema.CompareAllAsync(CancellationToken.None);
}
