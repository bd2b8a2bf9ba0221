using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>A query with a value for each <c>?</c> in it; one that begins with <c>where</c> is completed to select people.</summary>
internal readonly record struct UserSql(string Text, object[] Values)
{
    /// <param name="order">Null for the newest first, or who resembles most.</param>
    public static UserSql Page(UserFilter filter, SearchMode mode, string? order, int size, int offset)
    {
        var (where, values) = UserCondition.Of(filter, mode);
        object[] likenesses = [];
        if (order is null && mode == SearchMode.Resembling)
        {
            order = $"greatest(word_similarity(?, d.display_name), word_similarity(?, d.email)) desc, {UserOrder.NewestFirst}";
            likenesses = [filter.Search!, filter.Search!];
        }

        return new($"where {where} order by {order ?? UserOrder.NewestFirst} limit ? offset ?", [.. values, .. likenesses, size, offset]);
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

    public static UserSql Count(UserFilter filter, SearchMode mode)
    {
        var (where, values) = UserCondition.Of(filter, mode);
        return new($"select count(*) from users.mt_doc_user d where {where}", values);
    }
}
