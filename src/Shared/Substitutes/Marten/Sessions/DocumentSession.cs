using System.Collections;
using Marten.Documents;
using Marten.Operations;
using Marten.Services;

namespace Marten.Sessions;

internal sealed class DocumentSession(DocumentStore store, SessionOptions? options = null)
    : QuerySession(store, writes: true, options), IDocumentSession
{
    private readonly HashSet<DocumentStorage> touched = [];
    private List<IStorageOperation> operations = [];

    public IList<IDocumentSessionListener> Listeners { get; } = [.. store.StoreOptions.Listeners];

    public void Store<T>(params T[] entities)
        where T : notnull => Write(entities, WriteMode.Upsert);

    public void Store<T>(IEnumerable<T> entities)
        where T : notnull => Write([.. entities], WriteMode.Upsert);

    public void Insert<T>(params T[] entities)
        where T : notnull => Write(entities, WriteMode.Insert);

    public void Insert<T>(IEnumerable<T> entities)
        where T : notnull => Write([.. entities], WriteMode.Insert);

    public void Update<T>(params T[] entities)
        where T : notnull => Write(entities, WriteMode.Update);

    public void Update<T>(IEnumerable<T> entities)
        where T : notnull => Write([.. entities], WriteMode.Update);

    public void UpdateExpectedVersion<T>(T entity, Guid version)
        where T : notnull
    {
        var storage = Touch<T>();
        Queue(new WriteOperation<T>(storage, Versions, entity, storage.AssignId(entity), WriteMode.Upsert) { ExpectedVersion = version });
    }

    public void UpdateRevision<T>(T entity, long revision)
        where T : notnull => WriteRevision(entity, revision, WriteMode.Revision);

    public void TryUpdateRevision<T>(T entity, long revision)
        where T : notnull => WriteRevision(entity, revision, WriteMode.TryRevision);

    public void Delete<T>(T entity)
        where T : notnull
    {
        var storage = Touch<T>();
        Queue(new DeleteOperation(storage, storage.IdParameterOf(entity)));
    }

    public void Delete<T>(Guid id)
        where T : notnull => DeleteById<T, Guid>(id);

    public void Delete<T>(string id)
        where T : notnull => DeleteById<T, string>(id);

    public void Delete<T>(int id)
        where T : notnull => DeleteById<T, int>(id);

    public void Delete<T>(long id)
        where T : notnull => DeleteById<T, long>(id);

    public void QueueSqlCommand(string sql, params object[] parameterValues) =>
        QueueSqlCommand(Queries.SqlText.DefaultPlaceholder, sql, parameterValues);

    public void QueueSqlCommand(char placeholder, string sql, params object[] parameterValues)
    {
        sql = sql.TrimEnd().TrimEnd(';');
        if (sql.Contains(';', StringComparison.Ordinal))
            throw new ArgumentOutOfRangeException(nameof(sql), sql, "One SQL command at a time: ';' cannot separate commands here.");
        Queue(new SqlOperation(placeholder, sql, parameterValues));
    }

    public void Queue(IStorageOperation operation) => operations.Add(operation);

    public ValueTask BeginTransactionAsync(CancellationToken token) => new(Database.BeginAsync(token));

    public void EjectAllPendingChanges() => operations = [];

    public async Task SaveChangesAsync(CancellationToken token = default)
    {
        if (operations.Count == 0)
        {
            await Database.CommitAsync(token);
            return;
        }

        for (var i = 0; i < Listeners.Count; i++) await Listeners[i].BeforeSaveChangesAsync(this, token);
        foreach (var storage in touched) await EnsureAsync(storage, token);

        var saved = operations;
        await (Database.IsHeld || Database.IsGiven || !Operations.CommonSaves.MayTake(saved)
            ? SaveBatch.ExecuteAsync(Database, saved, token)
            : CommonSaves.WriteAsync(saved, token));
        operations = [];
        touched.Clear();
        foreach (var operation in saved) operation.Committed();
        var changes = new ChangeSet(saved);
        for (var i = 0; i < Listeners.Count; i++) await Listeners[i].AfterCommitAsync(this, changes, token);
    }

    private void Write<T>(T[] entities, WriteMode mode)
        where T : notnull
    {
        if (typeof(T) == typeof(object) || (typeof(T) != typeof(string) && typeof(IEnumerable).IsAssignableFrom(typeof(T))))
            throw new ArgumentException($"{typeof(T).Name} is not a document type.", nameof(entities));
        var storage = Touch<T>();
        foreach (var entity in entities)
        {
            var carried = storage.VersionOf(entity);
            Queue(new WriteOperation<T>(storage, Versions, entity, storage.AssignId(entity), mode)
            {
                ExpectedVersion = carried == Guid.Empty ? null : carried,
            });
        }
    }

    private void WriteRevision<T>(T entity, long revision, WriteMode mode)
        where T : notnull
    {
        var storage = Touch<T>();
        if (storage.Versions != VersionKind.Revision)
            throw new InvalidOperationException($"{typeof(T).FullName} does not use numeric revisions.");
        Queue(new WriteOperation<T>(storage, Versions, entity, storage.AssignId(entity), mode) { Revision = revision });
    }

    private void DeleteById<T, TId>(TId id)
        where T : notnull
    {
        var storage = Touch<T>();
        if (storage.IdType != typeof(TId))
            throw new InvalidOperationException($"The id of {typeof(T).FullName} is {storage.IdType.Name}, not {typeof(TId).Name}.");
        Queue(new DeleteOperation(storage, IdParameter.Of(id)));
    }

    private DocumentStorage<T> Touch<T>()
        where T : notnull
    {
        var storage = Storage<T>();
        if (!storage.IsReady) touched.Add(storage);
        return storage;
    }
}
