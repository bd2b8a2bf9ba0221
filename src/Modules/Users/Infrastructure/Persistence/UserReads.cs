using Marten;
using Marten.Exceptions;
using Marten.Services;
using Monolith.Shared.Infrastructure.Replica;
using Monolith.Users.Application.Ports;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>Readings of many people: on the replica when it knows all that was written, else on the primary.</summary>
internal sealed class UserReads(IDocumentStore store, IReadReplica replica)
{
    /// <summary>
    /// Of those who resemble a search, so many are looked at, the same each time; in a large directory a common misspelling resembles every
    /// tenth.
    /// </summary>
    public const int MostCompared = 1_000;

    /// <summary>
    /// Holds until the transaction ends with the session. With PostgreSQL's own 0.6 two swapped letters make another name, and with 0.3 not
    /// even in a short one. Only a plan that reads the index alone meets the same people first each time.
    /// </summary>
    private const string Resembling =
        """
        select set_config('pg_trgm.word_similarity_threshold', '0.3', true)
            || set_config('enable_seqscan', 'off', true)
            || set_config('max_parallel_workers_per_gather', '0', true)
        """;

    public Task<T> AskAsync<T>(Func<IQuerySession, Task<T>> ask) =>
        AskAsync(options => options is null ? store.QuerySession() : store.QuerySession(options), ask);

    /// <returns>The ids of those who resemble what is searched for; <see cref="MostCompared"/> at most.</returns>
    public Task<IReadOnlyList<Guid>> FindResemblingAsync(UserFilter filter) =>
        AskAsync(options => options is null ? store.LightweightSession() : store.LightweightSession(options), async session =>
        {
            await session.BeginTransactionAsync(CancellationToken.None);
            await session.AdvancedSql.QueryAsync<string>(Resembling, CancellationToken.None);
            var some = UserSql.Some(UserCondition.Resembling(filter), MostCompared);
            return await session.AdvancedSql.QueryAsync<Guid>(some.Text, CancellationToken.None, some.Values);
        });

    private async Task<T> AskAsync<TSession, T>(Func<SessionOptions?, TSession> open, Func<TSession, Task<T>> ask)
        where TSession : IQuerySession
    {
        if (replica.Connect(UsersCache.Tag) is { } connection)
        {
            try
            {
                await using var copy = open(SessionOptions.ForConnection(connection));
                return await ask(copy);
            }
            catch (MartenException exception)
            {
                replica.Avoid(exception);
            }
        }

        await using var session = open(null);
        return await ask(session);
    }
}
