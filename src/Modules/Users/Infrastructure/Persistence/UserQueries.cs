using Marten;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

internal sealed class UserQueries(IQuerySession session, UserCounts counts) : IUserQueries
{
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
        var (where, values) = UserCondition.Of(filter);
        var users = await session.QueryAsync<User>($"where {where} order by {Order(page)} limit ? offset ?", cancellationToken, [.. values, page.Size, page.Offset]);
        // A page that is not full tells the total, unless it lies behind the last one.
        var isLast = users.Count < page.Size && (users.Count > 0 || page.Offset == 0);
        var total = isLast ? page.Offset + users.Count : await counts.CountAsync(filter, cancellationToken);
        return new Page<UserView>([.. users.Select(UserView.From)], page.Number, page.Size, total);
    }

    private static string Order(PageRequest page)
    {
        var fields = page.Sort.Select(field => Columns[field.Name] + (field.Descending ? " desc" : string.Empty));
        return string.Join(", ", fields.DefaultIfEmpty("d.created_at desc").Append("d.id"));
    }
}
