using Marten;
using Marten.Exceptions;
using Marten.Services;
using Monolith.Shared.Infrastructure.Replica;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>Readings of many people: on the replica when it knows all that was written, else on the primary.</summary>
internal sealed class UserReads(IDocumentStore store, IReadReplica replica)
{
    /// <summary>
    /// What is set holds until the transaction ends with the session. With PostgreSQL's own 0.6 two swapped letters make another name, and with
    /// 0.3 not even in a short one. Only a plan that reads the index alone meets the same people first each time.
    /// </summary>
    private const string Resembling =
        """
        select set_config('pg_trgm.word_similarity_threshold', '0.3', true)
            || set_config('enable_seqscan', 'off', true)
            || set_config('max_parallel_workers_per_gather', '0', true)
        """;

    public async Task<T> AskAsync<T>(SearchMode mode, Func<IQuerySession, Task<T>> ask)
    {
        if (replica.Connect(UsersCache.Tag) is { } connection)
        {
            try
            {
                await using var copy = await OpenAsync(mode, SessionOptions.ForConnection(connection));
                return await ask(copy);
            }
            catch (MartenException exception)
            {
                replica.Avoid(exception);
            }
        }

        await using var session = await OpenAsync(mode, options: null);
        return await ask(session);
    }

    private async Task<IQuerySession> OpenAsync(SearchMode mode, SessionOptions? options)
    {
        if (mode == SearchMode.Containing)
            return options is null ? store.QuerySession() : store.QuerySession(options);

        var session = options is null ? store.LightweightSession() : store.LightweightSession(options);
        try
        {
            await session.BeginTransactionAsync(CancellationToken.None);
            await session.AdvancedSql.QueryAsync<string>(Resembling, CancellationToken.None);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }
}
