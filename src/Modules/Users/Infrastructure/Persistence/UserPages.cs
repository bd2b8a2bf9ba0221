using Marten;
using Marten.Exceptions;
using Marten.Services;
using Monolith.Shared.Infrastructure.Caching;
using Monolith.Shared.Infrastructure.Replica;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>
/// Pages of the directory, read once for all who ask at the same time: whoever has the directory open loads the same page again when
/// somebody in it changes. Totals are shared between the pages of a filter.
/// </summary>
internal sealed class UserPages
{
    private readonly IDocumentStore _store;
    private readonly IReadReplica _replica;
    private readonly SharedAnswers<Question, Page<UserView>> _pages;
    private readonly SharedAnswers<(UserFilter Filter, SearchMode Mode), long> _totals;

    public UserPages(IDocumentStore store, IReadReplica replica)
    {
        (_store, _replica) = (store, replica);
        _pages = new(ReadAsync);
        _totals = new(CountAsync);
    }

    public async Task<Page<UserView>> ReadAsync(UserFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var question = new Question(filter, SearchMode.Containing, page.Number, page.Size, page.Offset, UserOrder.Of(page));
        var found = await _pages.AskAsync(question, cancellationToken);
        return found.Total == 0 && UserCondition.MayResemble(filter)
            ? await _pages.AskAsync(question with { Mode = SearchMode.Resembling }, cancellationToken)
            : found;
    }

    /// <summary>The newest first, from a place in the list on; no total, and the same cost everywhere.</summary>
    public async Task<CursorPage<UserView>> ReadOnAsync(UserFilter filter, CursorRequest request, CancellationToken cancellationToken)
    {
        var users = await ReadOnAsync(filter, SearchMode.Containing, request);
        var isMisspelled = users.Count == 0 && UserCondition.MayResemble(filter)
            && (request.After is null || await _totals.AskAsync((filter, SearchMode.Containing), cancellationToken) == 0);
        if (isMisspelled)
            users = await ReadOnAsync(filter, SearchMode.Resembling, request);
        return request.Page(users, UserView.From, user => new TimeCursor(user.CreatedAt, user.Id));
    }

    private Task<IReadOnlyList<User>> ReadOnAsync(UserFilter filter, SearchMode mode, CursorRequest request) =>
        QueryAsync(mode, UserSql.After(filter, mode, request));

    private async Task<Page<UserView>> ReadAsync(Question question)
    {
        var (filter, mode, number, size, offset, order) = question;
        var users = await QueryAsync(mode, UserSql.Page(filter, mode, order, size, offset));

        // A page that is not full tells the total, unless it lies behind the last one.
        var isLast = users.Count < size && (users.Count > 0 || offset == 0);
        var total = isLast ? offset + users.Count : await _totals.AskAsync((filter, mode), CancellationToken.None);
        return new Page<UserView>([.. users.Select(UserView.From)], number, size, total);
    }

    private Task<IReadOnlyList<User>> QueryAsync(SearchMode mode, UserSql query) =>
        AskAsync(mode, session => session.QueryAsync<User>(query.Text, CancellationToken.None, query.Values));

    private Task<long> CountAsync((UserFilter Filter, SearchMode Mode) question)
    {
        var count = UserSql.Count(question.Filter, question.Mode);
        return AskAsync(
            question.Mode,
            async session => (await session.AdvancedSql.QueryAsync<long>(count.Text, CancellationToken.None, count.Values))[0]);
    }

    /// <summary>Of the replica when it knows, else of the primary.</summary>
    private async Task<T> AskAsync<T>(SearchMode mode, Func<IQuerySession, Task<T>> ask)
    {
        if (_replica.Connect(UsersCache.Tag) is { } connection)
        {
            try
            {
                await using var copy = await OpenAsync(mode, SessionOptions.ForConnection(connection));
                return await ask(copy);
            }
            catch (MartenException exception)
            {
                _replica.Avoid(exception);
            }
        }

        await using var session = await OpenAsync(mode, options: null);
        return await ask(session);
    }

    private async Task<IQuerySession> OpenAsync(SearchMode mode, SessionOptions? options)
    {
        if (mode == SearchMode.Containing)
            return options is null ? _store.QuerySession() : _store.QuerySession(options);

        // What is set holds until the transaction ends with the session. With PostgreSQL's own 0.6 two swapped letters make another name,
        // and with 0.3 not even in a short one.
        var session = options is null ? _store.LightweightSession() : _store.LightweightSession(options);
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

    private sealed record Question(UserFilter Filter, SearchMode Mode, int Number, int Size, int Offset, string? Order);
}
