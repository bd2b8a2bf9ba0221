using Marten;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>Sessions in which people are searched.</summary>
internal static class SearchSession
{
    public static async Task<IQuerySession> OpenAsync(this IDocumentStore store, SearchMode mode)
    {
        if (mode == SearchMode.Containing)
            return store.QuerySession();

        // What is set holds until the transaction ends with the session. With PostgreSQL's own 0.6 two swapped letters make another name,
        // and with 0.3 not even in a short one.
        var session = store.LightweightSession();
        try
        {
            await session.BeginTransactionAsync(CancellationToken.None);
            await session.AdvancedSql.QueryAsync<string>("select set_config('pg_trgm.word_similarity_threshold', '0.3', true)", CancellationToken.None);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }
}
