using System.Data.Common;
using Marten.Sessions;

namespace Marten.Queries;

internal sealed class AdvancedSql(QuerySession session) : IAdvancedSql
{
    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, CancellationToken token, params object[] parameters) =>
        QueryAsync<T>(SqlText.DefaultPlaceholder, sql, token, parameters);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(
        char placeholder, string sql, CancellationToken token, params object[] parameters)
    {
        var reader = await ReaderAsync<T>(token);
        return await session.ReadAllAsync(placeholder, sql, parameters, row => reader.Read(row, 0, session.Tracker), token);
    }

    public Task<IReadOnlyList<(T1, T2)>> QueryAsync<T1, T2>(string sql, CancellationToken token, params object[] parameters) =>
        QueryAsync<T1, T2>(SqlText.DefaultPlaceholder, sql, token, parameters);

    public async Task<IReadOnlyList<(T1, T2)>> QueryAsync<T1, T2>(
        char placeholder, string sql, CancellationToken token, params object[] parameters)
    {
        var first = await ReaderAsync<T1>(token);
        var second = await ReaderAsync<T2>(token);
        return await session.ReadAllAsync(
            placeholder, sql, parameters, row => (ReadRow(row, 0, first), ReadRow(row, 1, second)), token);
    }

    public Task<IReadOnlyList<(T1, T2, T3)>> QueryAsync<T1, T2, T3>(
        string sql, CancellationToken token, params object[] parameters) =>
        QueryAsync<T1, T2, T3>(SqlText.DefaultPlaceholder, sql, token, parameters);

    public async Task<IReadOnlyList<(T1, T2, T3)>> QueryAsync<T1, T2, T3>(
        char placeholder, string sql, CancellationToken token, params object[] parameters)
    {
        var first = await ReaderAsync<T1>(token);
        var second = await ReaderAsync<T2>(token);
        var third = await ReaderAsync<T3>(token);
        return await session.ReadAllAsync(
            placeholder, sql, parameters, row => (ReadRow(row, 0, first), ReadRow(row, 1, second), ReadRow(row, 2, third)), token);
    }

    private T ReadRow<T>(DbDataReader reader, int ordinal, ColumnReader<T> columns)
    {
        if (!string.Equals(reader.GetDataTypeName(ordinal), "record", StringComparison.Ordinal))
            throw new InvalidOperationException($"Column {ordinal + 1} must be a row(...) to be read as {typeof(T).Name}.");
        using var row = reader.GetData(ordinal);
        return row.Read() ? columns.Read(row, 0, session.Tracker) : default!;
    }

    private async ValueTask<ColumnReader<T>> ReaderAsync<T>(CancellationToken cancellation)
    {
        var reader = session.Reader<T>();
        if (reader.Storage is { } storage) await session.EnsureAsync(storage, cancellation);
        return reader;
    }
}
