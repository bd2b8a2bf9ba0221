using Marten;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

internal sealed class UserQueries(IQuerySession session) : IUserQueries
{
    private const string Table = "users.mt_doc_user d";

    private static readonly Dictionary<string, string> Columns = new()
    {
        ["email"] = "d.email",
        ["displayName"] = "d.display_name",
        ["createdAt"] = "d.created_at",
        ["status"] = "d.status",
    };

    public async Task<UserView?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await session.LoadAsync<User>(id, cancellationToken) is { } user ? UserView.From(user) : null;

    public async Task<Page<UserView>> ListAsync(UserFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var (where, values) = Where(filter);
        // The total as a subquery: the page itself stops after its last row, and both travel in one round trip.
        var rows = await session.AdvancedSql.QueryAsync<User, long>(
            $"""
            select row(d.data, d.mt_version), row((select count(*) from {Table} where {where}))
            from {Table} where {where} order by {Order(page)} limit ? offset ?
            """,
            cancellationToken,
            [.. values, .. values, page.Size, page.Offset]);
        var total = rows.Count > 0 || page.Offset == 0
            ? rows.Select(row => row.Item2).FirstOrDefault()
            : await CountAsync(where, values, cancellationToken);
        return new Page<UserView>([.. rows.Select(row => UserView.From(row.Item1))], page.Number, page.Size, total);
    }

    /// <summary>Past the last row no row carries the total.</summary>
    private async Task<long> CountAsync(string where, object[] values, CancellationToken cancellationToken) =>
        (await session.AdvancedSql.QueryAsync<long>($"select count(*) from {Table} where {where}", cancellationToken, values))[0];

    private static (string Sql, object[] Values) Where(UserFilter filter)
    {
        var (sql, value) = filter.Status is { } status ? ("d.status = ?", (int)status) : ("d.status <> ?", (int)UserStatus.Deleted);
        if (filter.Search is null)
            return (sql, [value]);
        var pattern = LikePattern.Containing(filter.Search);
        return ($"{sql} and (d.email ilike ? or d.display_name ilike ?)", [value, pattern, pattern]);
    }

    private static string Order(PageRequest page)
    {
        var fields = page.Sort.Select(field => Columns[field.Name] + (field.Descending ? " desc" : string.Empty));
        return string.Join(", ", fields.DefaultIfEmpty("d.created_at desc").Append("d.id"));
    }
}
