using System.Data.Common;
using Marten.Documents;
using Marten.Operations;
using Marten.Queries;
using Marten.Services;
using Npgsql;
using NpgsqlTypes;

namespace Marten.Sessions;

internal class QuerySession : IQuerySession
{
    private readonly DocumentStore store;
    private readonly bool tracksVersions;

    public QuerySession(DocumentStore store, bool writes = false, SessionOptions? options = null)
    {
        this.store = store;
        tracksVersions = writes;
        Database = new SessionConnection(writes ? store.DataSource : store.ReadSource, options);
    }

    public NpgsqlConnection Connection => Database.Hold();

    public IDocumentStore DocumentStore => store;

    public IAdvancedSql AdvancedSql => field ??= new AdvancedSql(this);

    public string? CorrelationId { get; set; }

    /// <summary>Where the versions that are read are remembered; null when nobody will compare them.</summary>
    public VersionTracker? Tracker => tracksVersions ? Versions : null;

    protected SessionConnection Database { get; }

    protected CommonSaves CommonSaves => store.CommonSaves;

    protected VersionTracker Versions => field ??= new VersionTracker();

    protected StoreOptions Options => store.StoreOptions;

    public Task<T?> LoadAsync<T>(Guid id, CancellationToken token = default)
        where T : notnull => LoadByIdAsync<T, Guid>(id, token);

    public Task<T?> LoadAsync<T>(string id, CancellationToken token = default)
        where T : notnull => LoadByIdAsync<T, string>(id, token);

    public Task<T?> LoadAsync<T>(int id, CancellationToken token = default)
        where T : notnull => LoadByIdAsync<T, int>(id, token);

    public Task<T?> LoadAsync<T>(long id, CancellationToken token = default)
        where T : notnull => LoadByIdAsync<T, long>(id, token);

    public Task<IReadOnlyList<T>> LoadManyAsync<T>(CancellationToken token, params Guid[] ids)
        where T : notnull => LoadByIdsAsync<T, Guid>(ids, NpgsqlDbType.Uuid, token);

    public Task<IReadOnlyList<T>> LoadManyAsync<T>(CancellationToken token, IEnumerable<Guid> ids)
        where T : notnull => LoadByIdsAsync<T, Guid>([.. ids], NpgsqlDbType.Uuid, token);

    public Task<IReadOnlyList<T>> LoadManyAsync<T>(CancellationToken token, params string[] ids)
        where T : notnull => LoadByIdsAsync<T, string>(ids, NpgsqlDbType.Varchar, token);

    public Task<IReadOnlyList<T>> LoadManyAsync<T>(CancellationToken token, IEnumerable<string> ids)
        where T : notnull => LoadByIdsAsync<T, string>([.. ids], NpgsqlDbType.Varchar, token);

    public Task<bool> CheckExistsAsync<T>(Guid id, CancellationToken token = default)
        where T : notnull => ExistsAsync<T, Guid>(id, token);

    public Task<bool> CheckExistsAsync<T>(string id, CancellationToken token = default)
        where T : notnull => ExistsAsync<T, string>(id, token);

    public Task<bool> CheckExistsAsync<T>(int id, CancellationToken token = default)
        where T : notnull => ExistsAsync<T, int>(id, token);

    public Task<bool> CheckExistsAsync<T>(long id, CancellationToken token = default)
        where T : notnull => ExistsAsync<T, long>(id, token);

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, params object[] parameters) =>
        QueryAsync<T>(SqlText.DefaultPlaceholder, sql, CancellationToken.None, parameters);

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, CancellationToken token, params object[] parameters) =>
        QueryAsync<T>(SqlText.DefaultPlaceholder, sql, token, parameters);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(
        char placeholder, string sql, CancellationToken token, params object[] parameters)
    {
        var reader = Reader<T>();
        // A statement with a select of its own is taken as it is, wherever that select stands.
        if (!sql.Contains("select", StringComparison.OrdinalIgnoreCase))
        {
            if (reader.Storage is not { } storage) throw new InvalidOperationException($"{typeof(T).Name} is not a document: {sql}");
            await store.Schema.EnsureAsync(storage, token);
            sql = $"{Select(storage).All} {sql}";
        }

        return await ReadAllAsync(placeholder, sql, parameters, row => reader.Read(row, 0, Tracker), token);
    }

    public async Task<IReadOnlyList<TRow>> ReadAllAsync<TRow>(
        char placeholder, string sql, object?[] parameters, Func<DbDataReader, TRow> read, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand();
        command.CommandText = SqlText.Bind(sql, placeholder, parameters, command.Parameters);
        return await ExecuteAsync(command, read, cancellation);
    }

    /// <summary>How this session reads a <typeparamref name="T"/>: a scalar, a document, or plain JSON.</summary>
    public ColumnReader<T> Reader<T>() => store.Readers.For<T>();

    public ValueTask EnsureAsync(DocumentStorage storage, CancellationToken cancellation) =>
        store.Schema.EnsureAsync(storage, cancellation);

    public void Dispose()
    {
        Database.Dispose();
        GC.SuppressFinalize(this);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected DocumentStorage<T> Storage<T>()
        where T : notnull => store.Storages.For<T>();

    private async Task<T?> LoadByIdAsync<T, TId>(TId id, CancellationToken cancellation)
        where T : notnull
    {
        var storage = await ReadyAsync<T>(typeof(TId), cancellation);
        await using var command = new NpgsqlCommand(Select(storage).ById) { Parameters = { IdParameter.Of(id) } };
        return await Database.ReadAsync(
            command,
            async reader => await reader.ReadAsync(cancellation) ? storage.Reader.Read(reader, 0, Tracker) : default,
            cancellation);
    }

    private async Task<IReadOnlyList<T>> LoadByIdsAsync<T, TId>(TId[] ids, NpgsqlDbType type, CancellationToken cancellation)
        where T : notnull
    {
        var storage = await ReadyAsync<T>(typeof(TId), cancellation);
        await using var command = new NpgsqlCommand(Select(storage).ByIds);
        command.Parameters.Add(new NpgsqlParameter<TId[]> { TypedValue = ids, NpgsqlDbType = NpgsqlDbType.Array | type });
        return await ExecuteAsync(command, row => storage.Reader.Read(row, 0, Tracker), cancellation);
    }

    private async Task<bool> ExistsAsync<T, TId>(TId id, CancellationToken cancellation)
        where T : notnull
    {
        var storage = await ReadyAsync<T>(typeof(TId), cancellation);
        await using var command = new NpgsqlCommand(storage.Sql.Exists) { Parameters = { IdParameter.Of(id) } };
        return (await ExecuteAsync(command, _ => true, cancellation)).Count > 0;
    }

    private SelectSql Select(DocumentStorage storage) => tracksVersions ? storage.Sql.SelectTracked : storage.Sql.Select;

    private async ValueTask<DocumentStorage<T>> ReadyAsync<T>(Type idType, CancellationToken cancellation)
        where T : notnull
    {
        var storage = Storage<T>();
        if (storage.IdType != idType)
            throw new InvalidOperationException($"The id of {typeof(T).FullName} is {storage.IdType.Name}, not {idType.Name}.");
        await store.Schema.EnsureAsync(storage, cancellation);
        return storage;
    }

    private Task<IReadOnlyList<TRow>> ExecuteAsync<TRow>(
        NpgsqlCommand command, Func<DbDataReader, TRow> read, CancellationToken cancellation) =>
        Database.ReadAsync<IReadOnlyList<TRow>>(
            command,
            async reader =>
            {
                var rows = new List<TRow>();
                while (await reader.ReadAsync(cancellation)) rows.Add(read(reader));
                return rows;
            },
            cancellation);
}
