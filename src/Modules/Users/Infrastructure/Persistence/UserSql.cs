using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>A query with a value for each <c>?</c> in it; one that begins with <c>where</c> is completed to select people.</summary>
internal readonly record struct UserSql(string Text, object[] Values)
{
    /// <param name="order">Null for the newest first.</param>
    public static UserSql Page(UserCondition who, string? order, int size, int offset) =>
        new($"where {who.Sql} order by {order ?? UserOrder.NewestFirst} limit ? offset ?", [.. who.Values, size, offset]);

    /// <summary>Who resembles most comes first.</summary>
    public static UserSql PageByLikeness(UserCondition who, string search, int size, int offset) => new(
        $"where {who.Sql} order by word_similarity(?, {UserCondition.Searched}) desc, {UserOrder.NewestFirst} limit ? offset ?",
        [.. who.Values, search, size, offset]);

    /// <summary>
    /// The ids of a page, each with how many there are: the index of searches is asked once for both. Where there are more than are counted,
    /// the page is one of any of them.
    /// </summary>
    /// <param name="order">Null for the newest first.</param>
    public static UserSql Found(UserCondition who, string? order, int size, int offset) => new(
        $"""
        with found as materialized (
            select d.id, d.email, d.display_name, d.status, d.created_at from users.mt_doc_user d where {who.Sql} limit ?)
        select row(d.id), row((select count(*) from found)) from found d order by {order ?? UserOrder.NewestFirst} limit ? offset ?
        """,
        [.. who.Values, IUserQueries.MostCounted + 1, size, offset]);

    /// <summary>The ids of any of them.</summary>
    public static UserSql Some(UserCondition who, int most) =>
        new($"select d.id from users.mt_doc_user d where {who.Sql} limit ?", [.. who.Values, most]);

    /// <returns>One row more than is asked for, where there is one.</returns>
    public static UserSql After(UserCondition who, CursorRequest request)
    {
        // The row comparison alone lets an index begin at the cursor.
        var (behind, place) = request.After is { } after
            ? (" and (d.created_at, d.id) < (?, ?)", new object[] { after.At, after.Id })
            : (string.Empty, []);
        return new($"where {who.Sql}{behind} order by {UserOrder.NewestFirst} limit ?", [.. who.Values, .. place, request.Size + 1]);
    }

    /// <summary>In the order of the ids, from behind one on.</summary>
    public static UserSql ById(UserCondition who, Guid after, int size) =>
        new($"where {who.Sql} and d.id > ? order by d.id limit ?", [.. who.Values, after, size]);

    /// <summary>How many there are, up to one more than are counted.</summary>
    public static UserSql Count(UserCondition who) => new(
        $"select count(*) from (select from users.mt_doc_user d where {who.Sql} limit ?) as counted",
        [.. who.Values, IUserQueries.MostCounted + 1]);

    /// <summary>A plan, as JSON, whose rows are what PostgreSQL expects of its statistics.</summary>
    public static UserSql Estimate(UserCondition who) =>
        new($"explain (format json) select from users.mt_doc_user d where {who.Sql}", who.Values);
}
