using Marten;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>The roles as they are: stored, or built in and never changed.</summary>
internal static class StoredRoles
{
    public static async Task<Role?> FindRoleAsync(this IQuerySession session, string name, CancellationToken cancellationToken) =>
        await session.LoadAsync<Role>(name, cancellationToken) ?? Role.BuiltIn().FirstOrDefault(role => role.Id == name);

    public static async Task<IReadOnlyList<Role>> ListRolesAsync(this IQuerySession session, CancellationToken cancellationToken) =>
        Role.WithBuiltIn(await session.QueryAsync<Role>("order by d.id", cancellationToken));
}
