using JasperFx;

namespace Marten;

public interface IMartenStorage
{
    /// <summary>Adds every schema, table, column and index that the configuration needs and the database lacks.</summary>
    Task ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate? @override = null);
}

internal sealed class MartenStorage(DocumentStore store) : IMartenStorage
{
    public Task ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate? @override = null) =>
        store.Schema.ApplyAllAsync(@override ?? AutoCreate.CreateOrUpdate, CancellationToken.None);
}
