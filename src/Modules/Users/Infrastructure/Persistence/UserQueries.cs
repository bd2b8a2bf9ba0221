using Marten;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

internal sealed class UserQueries(IQuerySession session, UserPages pages) : IUserQueries
{
    public async Task<UserView?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await session.LoadAsync<User>(id, cancellationToken) is { IsErased: false } user ? UserView.From(user) : null;

    public Task<UserPage> ListAsync(UserFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        pages.ReadAsync(filter, page, cancellationToken);

    public Task<CursorPage<UserView>> ReadOnAsync(UserFilter filter, CursorRequest request, CancellationToken cancellationToken) =>
        pages.ReadOnAsync(filter, request, cancellationToken);

    public async Task<CursorPage<UserHistoryView>?> HistoryAsync(Guid id, CursorRequest request, CancellationToken cancellationToken)
    {
        // The row comparison alone lets an index begin at the cursor.
        var (where, values) = request.After is { } after
            ? ("where d.user_id = ? and (d.at, d.id) < (?, ?)", new object[] { id, after.At, after.Id })
            : ("where d.user_id = ?", [id]);
        var entries = await session.QueryAsync<UserHistoryEntry>(
            $"{where} order by d.at desc, d.id desc limit ?", cancellationToken, [.. values, request.Size + 1]);
        var user = await session.LoadAsync<User>(id, cancellationToken);
        if (user?.IsErased ?? entries.Count == 0)
            return null;
        return request.Page(entries, UserHistoryView.From, entry => new TimeCursor(entry.At, entry.Id));
    }
}
