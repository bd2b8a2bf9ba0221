using System.Collections.Concurrent;
using System.Text.Json;
using JasperFx;
using Marten.Documents;
using Marten.Schema;
using Marten.Storage;
using Npgsql;
using Weasel.Core;

namespace Marten;

/// <summary>Configures a store until it is built.</summary>
public class StoreOptions
{
    private string databaseSchemaName = "public";

    public StoreOptions() => Schema = new MartenRegistry(this);

    /// <summary>The schema of every document type that names none.</summary>
    public string DatabaseSchemaName
    {
        get => databaseSchemaName;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            databaseSchemaName = value.ToLowerInvariant();
        }
    }

    /// <summary>What a session may create on first use of a document type.</summary>
    public AutoCreate AutoCreateSchemaObjects { get; set; } = AutoCreate.CreateOrUpdate;

    /// <summary>The advisory lock under which nodes take turns to change the schema.</summary>
    public int ApplyChangesLockId { get; set; } = 4004;

    public MartenRegistry Schema { get; }

    public AdvancedOptions Advanced { get; } = new();

    public StorageFeatures Storage { get; } = new();

    /// <summary>Listeners that every document session starts with.</summary>
    public List<IDocumentSessionListener> Listeners { get; } = [];

    internal ConcurrentDictionary<Type, DocumentMapping> Mappings { get; } = new();

    /// <summary>Tables of others that are created and migrated together with the documents'.</summary>
    internal List<TableDefinition> ExtraTables { get; } = [];

    internal Serializer Json { get; private set; } = new(basis: null, EnumStorage.AsInteger, Casing.Default, configure: null);

    internal NpgsqlDataSource? DataSource { get; private set; }

    /// <summary>True when the store made the data source and so disposes it.</summary>
    internal bool OwnsDataSource { get; private set; }

    /// <summary>Statements are prepared when they are used again, unless the connection string sets <c>Max Auto Prepare</c>.</summary>
    public void Connection(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ShouldSerialize("Max Auto Prepare")) (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (200, 2);
        DataSource = NpgsqlDataSource.Create(settings);
        OwnsDataSource = true;
    }

    /// <summary>The caller keeps the data source and disposes it.</summary>
    public void Connection(NpgsqlDataSource dataSource)
    {
        DataSource = dataSource;
        OwnsDataSource = false;
    }

    public void UseSystemTextJsonForSerialization(
        EnumStorage enumStorage = EnumStorage.AsInteger,
        Casing casing = Casing.Default,
        Action<JsonSerializerOptions>? configure = null) =>
        UseSystemTextJsonForSerialization(options: null, enumStorage, casing, configure);

    public void UseSystemTextJsonForSerialization(
        JsonSerializerOptions? options,
        EnumStorage enumStorage = EnumStorage.AsInteger,
        Casing casing = Casing.Default,
        Action<JsonSerializerOptions>? configure = null) =>
        Json = new Serializer(options, enumStorage, casing, configure);

    internal DocumentMapping MappingFor(Type documentType) => Mappings.GetOrAdd(documentType, type => new DocumentMapping(type));
}
