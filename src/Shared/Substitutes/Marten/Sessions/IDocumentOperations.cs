namespace Marten;

/// <summary>Queues changes; nothing is written before <see cref="IDocumentSession.SaveChangesAsync"/>.</summary>
public interface IDocumentOperations : IQuerySession
{
    /// <summary>Inserts or overwrites. A document with an empty Guid id is given one.</summary>
    void Store<T>(params T[] entities)
        where T : notnull;

    void Store<T>(IEnumerable<T> entities)
        where T : notnull;

    void Insert<T>(params T[] entities)
        where T : notnull;

    void Insert<T>(IEnumerable<T> entities)
        where T : notnull;

    void Update<T>(params T[] entities)
        where T : notnull;

    void Update<T>(IEnumerable<T> entities)
        where T : notnull;

    /// <summary>Stores a document whose row must still have the given version.</summary>
    void UpdateExpectedVersion<T>(T entity, Guid version)
        where T : notnull;

    /// <summary>Stores the document as the given, new revision; the stored one must be smaller.</summary>
    void UpdateRevision<T>(T entity, long revision)
        where T : notnull;

    /// <summary>As <see cref="UpdateRevision"/>, and does nothing when the stored revision is not smaller.</summary>
    void TryUpdateRevision<T>(T entity, long revision)
        where T : notnull;

    void Delete<T>(T entity)
        where T : notnull;

    void Delete<T>(Guid id)
        where T : notnull;

    void Delete<T>(string id)
        where T : notnull;

    void Delete<T>(int id)
        where T : notnull;

    void Delete<T>(long id)
        where T : notnull;

    /// <summary>One statement, in the transaction of the session. Values stand for <c>?</c>.</summary>
    void QueueSqlCommand(string sql, params object[] parameterValues);

    void QueueSqlCommand(char placeholder, string sql, params object[] parameterValues);
}
