namespace Marten;

/// <summary>
/// One type argument: its columns stand one after another in the select. Two or three: each is a <c>row(...)</c>.
/// A document is <c>data</c>, followed by <c>mt_version</c> when it maps its revision or version.
/// </summary>
public interface IAdvancedSql
{
    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, CancellationToken token, params object[] parameters);

    Task<IReadOnlyList<T>> QueryAsync<T>(char placeholder, string sql, CancellationToken token, params object[] parameters);

    Task<IReadOnlyList<(T1, T2)>> QueryAsync<T1, T2>(string sql, CancellationToken token, params object[] parameters);

    Task<IReadOnlyList<(T1, T2)>> QueryAsync<T1, T2>(char placeholder, string sql, CancellationToken token, params object[] parameters);

    Task<IReadOnlyList<(T1, T2, T3)>> QueryAsync<T1, T2, T3>(string sql, CancellationToken token, params object[] parameters);

    Task<IReadOnlyList<(T1, T2, T3)>> QueryAsync<T1, T2, T3>(
        char placeholder, string sql, CancellationToken token, params object[] parameters);
}
