using Npgsql;

namespace Marten;

/// <summary>Reads documents. Not for use by two callers at the same time.</summary>
public interface IQuerySession : IDisposable, IAsyncDisposable
{
    /// <summary>Opens a connection on first use and keeps it until the session is disposed.</summary>
    NpgsqlConnection Connection { get; }

    IDocumentStore DocumentStore { get; }

    /// <summary>SQL of any shape: scalars, tuples, documents among other columns.</summary>
    IAdvancedSql AdvancedSql { get; }

    string? CorrelationId { get; set; }

    Task<T?> LoadAsync<T>(Guid id, CancellationToken token = default)
        where T : notnull;

    Task<T?> LoadAsync<T>(string id, CancellationToken token = default)
        where T : notnull;

    Task<T?> LoadAsync<T>(int id, CancellationToken token = default)
        where T : notnull;

    Task<T?> LoadAsync<T>(long id, CancellationToken token = default)
        where T : notnull;

    Task<IReadOnlyList<T>> LoadManyAsync<T>(CancellationToken token, params Guid[] ids)
        where T : notnull;

    Task<IReadOnlyList<T>> LoadManyAsync<T>(CancellationToken token, IEnumerable<Guid> ids)
        where T : notnull;

    Task<IReadOnlyList<T>> LoadManyAsync<T>(CancellationToken token, params string[] ids)
        where T : notnull;

    Task<IReadOnlyList<T>> LoadManyAsync<T>(CancellationToken token, IEnumerable<string> ids)
        where T : notnull;

    Task<bool> CheckExistsAsync<T>(Guid id, CancellationToken token = default)
        where T : notnull;

    Task<bool> CheckExistsAsync<T>(string id, CancellationToken token = default)
        where T : notnull;

    Task<bool> CheckExistsAsync<T>(int id, CancellationToken token = default)
        where T : notnull;

    Task<bool> CheckExistsAsync<T>(long id, CancellationToken token = default)
        where T : notnull;

    /// <summary>
    /// Documents by SQL that starts with <c>where</c> or <c>order by</c> (the table is <c>d</c>), or by a whole select
    /// whose first column is the document. Values stand for <c>?</c>.
    /// </summary>
    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, CancellationToken token, params object[] parameters);

    /// <summary>As the other overload, with another character in the place of <c>?</c>.</summary>
    Task<IReadOnlyList<T>> QueryAsync<T>(char placeholder, string sql, CancellationToken token, params object[] parameters);

    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, params object[] parameters);
}
