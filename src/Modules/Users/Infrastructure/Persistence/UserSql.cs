using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>A query with a value for each <c>?</c> in it; one that begins with <c>where</c> is completed to select people.</summary>
internal readonly record struct UserSql(string Text, object[] Values)
{
    /// <summary>
    /// Of those who resemble a search, so many are compared with it; in a large directory a common misspelling resembles every tenth.
    /// </summary>
    public const int MostCompared = 1_000;

    /// <param name="order">Null for the newest first.</param>
    public static UserSql Page(UserFilter filter, string? order, int size, int offset)
    {
        var (where, values) = UserCondition.Of(filter, SearchMode.Containing);
        return new($"where {where} order by {order ?? UserOrder.NewestFirst} limit ? offset ?", [.. values, size, offset]);
    }

    /// <summary>
    /// The ids of a page of those whom a search finds, each with how many there are: the index of searches is asked once for both. Where there
    /// are more than are counted, the page is one of any of them.
    /// </summary>
    /// <param name="order">Null for the newest first, or who resembles most.</param>
    public static UserSql Found(UserFilter filter, SearchMode mode, string? order, int size, int offset)
    {
        var (where, values) = UserCondition.Of(filter, mode);
        var isByLikeness = mode == SearchMode.Resembling && order is null;
        var (likeness, typed) = isByLikeness ? ($", word_similarity(?, {UserCondition.Searched}) as likeness", new object[] { filter.Search! }) : (string.Empty, []);
        return new(
            $"""
            with found as materialized (
                select d.id, d.email, d.display_name, d.status, d.created_at{likeness} from users.mt_doc_user d where {where} limit ?)
            select row(d.id), row((select count(*) from found)) from found d
            order by {(isByLikeness ? $"d.likeness desc, {UserOrder.NewestFirst}" : order ?? UserOrder.NewestFirst)} limit ? offset ?
            """,
            [.. typed, .. values, Most(mode), size, offset]);
    }

    /// <returns>One row more than is asked for, where there is one.</returns>
    public static UserSql After(UserFilter filter, SearchMode mode, CursorRequest request)
    {
        var (where, values) = UserCondition.Of(filter, mode);
        // The row comparison alone lets an index begin at the cursor.
        var (behind, place) = request.After is { } after
            ? (" and (d.created_at, d.id) < (?, ?)", new object[] { after.At, after.Id })
            : (string.Empty, []);
        return new($"where {where}{behind} order by {UserOrder.NewestFirst} limit ?", [.. values, .. place, request.Size + 1]);
    }

    /// <summary>In the order of the ids, from behind one on.</summary>
    public static UserSql ById(UserFilter filter, SearchMode mode, Guid after, int size)
    {
        var (where, values) = UserCondition.Of(filter, mode);
        return new($"where {where} and d.id > ? order by d.id limit ?", [.. values, after, size]);
    }

    /// <summary>How many there are, up to one more than are counted or up to those who are compared.</summary>
    public static UserSql Count(UserFilter filter, SearchMode mode)
    {
        var (where, values) = UserCondition.Of(filter, mode);
        return new(
            $"select count(*) from (select from users.mt_doc_user d where {where} limit ?) as counted", [.. values, Most(mode)]);
    }

    /// <summary>A plan, as JSON, whose rows are what PostgreSQL expects of its statistics.</summary>
    public static UserSql Estimate(UserFilter filter)
    {
        var (where, values) = UserCondition.Of(filter, SearchMode.Containing);
        return new($"explain (format json) select from users.mt_doc_user d where {where}", values);
    }

    private static int Most(SearchMode mode) => mode == SearchMode.Resembling ? MostCompared : IUserQueries.MostCounted + 1;
}
