using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>A filter as the condition of a query on <c>users.mt_doc_user d</c>.</summary>
internal static class UserCondition
{
    private static readonly int[] Present = [.. Enum.GetValues<UserStatus>().Where(status => status != UserStatus.Deleted).Select(status => (int)status)];

    /// <returns>The condition, and a value for each <c>?</c> in it.</returns>
    public static (string Sql, object[] Values) Of(UserFilter filter)
    {
        // By equality, which an index answers; "not deleted" would look at every row of it.
        const string sql = "d.status = any(?)";
        var statuses = filter.Status is { } status ? [(int)status] : Present;
        if (filter.Search is null)
            return (sql, [statuses]);
        var pattern = LikePattern.Containing(filter.Search);
        return ($"{sql} and (d.email ilike ? or d.display_name ilike ?)", [statuses, pattern, pattern]);
    }
}
