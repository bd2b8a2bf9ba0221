using Marten.Documents;
using Marten.Operations;
using Marten.Queries;
using Marten.Schema;
using Marten.Services;
using Marten.Sessions;
using Npgsql;

namespace Marten;

public class DocumentStore : IDocumentStore
{
    /// <exception cref="InvalidOperationException">The options name no database.</exception>
    public DocumentStore(StoreOptions options)
    {
        StoreOptions = options;
        var source = options.DataSource ?? throw new InvalidOperationException(
            "No database is configured: give a connection in AddMarten, or call UseNpgsqlDataSource.");
        DataSource = Targeted(source, options.Advanced.MultiHostSettings.WriteSessionPreference);
        ReadSource = Targeted(source, options.Advanced.MultiHostSettings.ReadSessionPreference);
        Storages = new StorageCatalog(options);
        Readers = new ReaderCatalog(Storages, options.Json);
        Schema = new SchemaMigrator(this);
        CommonSaves = new CommonSaves(DataSource);
        Storage = new MartenStorage(this);
    }

    public IMartenStorage Storage { get; }

    internal StoreOptions StoreOptions { get; }

    /// <summary>For whatever writes.</summary>
    internal NpgsqlDataSource DataSource { get; }

    /// <summary>For query sessions.</summary>
    internal NpgsqlDataSource ReadSource { get; }

    internal StorageCatalog Storages { get; }

    internal ReaderCatalog Readers { get; }

    internal SchemaMigrator Schema { get; }

    internal CommonSaves CommonSaves { get; }

    public static DocumentStore For(Action<StoreOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new StoreOptions();
        configure(options);
        return new DocumentStore(options);
    }

    public IDocumentSession LightweightSession() => new DocumentSession(this);

    public IDocumentSession LightweightSession(SessionOptions options) => new DocumentSession(this, options);

    public IQuerySession QuerySession() => new QuerySession(this);

    public IQuerySession QuerySession(SessionOptions options) => new QuerySession(this, options: options);

    public void Dispose()
    {
        Schema.Dispose();
        if (StoreOptions.OwnsDataSource) StoreOptions.DataSource!.Dispose();
        GC.SuppressFinalize(this);
    }

    private static NpgsqlDataSource Targeted(NpgsqlDataSource source, TargetSessionAttributes target) =>
        source is NpgsqlMultiHostDataSource hosts ? hosts.WithTargetSession(target) : source;
}
