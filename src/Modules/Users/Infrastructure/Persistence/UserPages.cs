using Marten;
using Monolith.Shared.Infrastructure.Caching;
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
    private readonly UserReads _reads;
    private readonly SharedAnswers<Question, UserPage> _pages;
    private readonly SharedAnswers<Question, UserPage> _guesses;
    private readonly SharedAnswers<UserFilter, UserTotal> _totals;

    public UserPages(UserReads reads)
    {
        _reads = reads;
        _pages = new(question => question.Filter.Search is null ? ReadAsync(question) : reads.AskAsync(session => FindAsync(question, session)));
        _guesses = new(GuessAsync);
        _totals = new(filter => reads.AskAsync(session => session.CountAsync(filter)));
    }

    public async Task<UserPage> ReadAsync(UserFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var question = new Question(filter, page.Number, page.Size, page.Offset, UserOrder.Of(page));
        var found = await _pages.AskAsync(question, cancellationToken);
        return found.Total == 0 && UserCondition.MayResemble(filter) ? await _guesses.AskAsync(question, cancellationToken) : found;
    }

    /// <summary>The newest first, from a place in the list on; no total, and the same cost everywhere.</summary>
    public async Task<CursorPage<UserView>> ReadOnAsync(UserFilter filter, CursorRequest request, CancellationToken cancellationToken)
    {
        var users = await QueryAsync(UserSql.After(UserCondition.Of(filter), request));
        var isMisspelled = users.Count == 0 && UserCondition.MayResemble(filter)
            && (request.After is null || (await _totals.AskAsync(filter, cancellationToken)).Rows == 0);
        if (isMisspelled)
            users = await QueryAsync(UserSql.After(UserCondition.Among(await _reads.FindResemblingAsync(filter)), request));
        return request.Page(users, UserView.From, user => new TimeCursor(user.CreatedAt, user.Id));
    }

    private async Task<UserPage> ReadAsync(Question question)
    {
        var (filter, _, size, offset, order) = question;
        var users = await QueryAsync(UserSql.Page(UserCondition.Of(filter), order, size, offset));

        // A page that is not full tells the total, unless it lies behind the last one.
        var isLast = users.Count < size && (users.Count > 0 || offset == 0);
        return question.Page(users, isLast ? new(offset + users.Count) : await _totals.AskAsync(filter, CancellationToken.None));
    }

    private static async Task<UserPage> FindAsync(Question question, IQuerySession session)
    {
        var (filter, _, size, offset, order) = question;
        var who = UserCondition.Of(filter);
        var found = UserSql.Found(who, order, size, offset);
        var rows = await session.AdvancedSql.QueryAsync<Guid, long>(found.Text, CancellationToken.None, found.Values);
        if (rows.Count == 0)
            return question.Page([], offset == 0 ? new(0) : await session.CountAsync(filter));
        var total = rows[0].Item2;
        if (total <= IUserQueries.MostCounted)
        {
            var users = (await session.LoadManyAsync<User>(CancellationToken.None, rows.Select(row => row.Item1))).ToDictionary(user => user.Id);
            return question.Page(rows.Select(row => users.GetValueOrDefault(row.Item1)).OfType<User>(), new(total));
        }

        // So many that going through the list in its order meets them soon.
        var page = UserSql.Page(who, order, size, offset);
        var met = await session.QueryAsync<User>(page.Text, CancellationToken.None, page.Values);
        return question.Page(met, await session.EstimateAsync(who));
    }

    private async Task<UserPage> GuessAsync(Question question)
    {
        var (filter, _, size, offset, order) = question;
        var ids = await _reads.FindResemblingAsync(filter);
        var who = UserCondition.Among(ids);
        var users = await QueryAsync(
            order is null ? UserSql.PageByLikeness(who, filter.Search!, size, offset) : UserSql.Page(who, order, size, offset));
        return question.Page(users, new(ids.Count));
    }

    private Task<IReadOnlyList<User>> QueryAsync(UserSql query) =>
        _reads.AskAsync(session => session.QueryAsync<User>(query.Text, CancellationToken.None, query.Values));

    private sealed record Question(UserFilter Filter, int Number, int Size, int Offset, string? Order)
    {
        public UserPage Page(IEnumerable<User> users, UserTotal total) =>
            new([.. users.Select(UserView.From)], Number, Size, total.Rows, total.IsEstimate);
    }
}
