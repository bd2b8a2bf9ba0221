using Monolith.Users.Domain;

namespace Monolith.Users.Application.Ports;

public interface IAvatarQueries
{
    /// <param name="name">See <see cref="Avatar.Id"/>; any text.</param>
    Task<Avatar?> FindAsync(string name, CancellationToken cancellationToken);
}
