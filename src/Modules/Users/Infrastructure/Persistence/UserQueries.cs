using Marten;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

internal sealed class UserQueries(IQuerySession session, UserPages pages) : IUserQueries
{
    public async Task<UserView?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await session.LoadAsync<User>(id, cancellationToken) is { } user ? UserView.From(user) : null;

    public Task<Page<UserView>> ListAsync(UserFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        pages.ReadAsync(filter, page, cancellationToken);
}
