using Marten;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

internal sealed class AvatarQueries(IQuerySession session) : IAvatarQueries
{
    public Task<Avatar?> FindAsync(string name, CancellationToken cancellationToken) => session.LoadAsync<Avatar>(name, cancellationToken);
}
