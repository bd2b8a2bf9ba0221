using Marten;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>Public because handlers receive it; the transaction of the handler stores what it collects.</summary>
public sealed class RoleRepository(IDocumentSession session) : IRoleRepository
{
    public Task<Role?> FindAsync(string name, CancellationToken cancellationToken) => session.FindRoleAsync(name, cancellationToken);

    public Task<IReadOnlyList<Role>> ListAsync(CancellationToken cancellationToken) => session.ListRolesAsync(cancellationToken);

    public async Task<bool> IsInUseAsync(string name, CancellationToken cancellationToken) =>
        (await session.QueryAsync<Account>("where d.data -> 'Roles' @> to_jsonb(?::text) limit 1", cancellationToken, name)).Count > 0;

    public async Task<RoleRegister> RegisterAsync(CancellationToken cancellationToken) =>
        await session.LoadAsync<RoleRegister>(RoleRegister.FixedId, cancellationToken)
        ?? new RoleRegister((await session.LoadAsync<FirstAdministrator>(FirstAdministrator.FixedId, cancellationToken))?.AccountId);

    public void Store(Role role, RoleRegister register)
    {
        ArgumentNullException.ThrowIfNull(role);
        session.UpdateRevision(role, role.Version + 1);
        Store(register);
    }

    public void Delete(Role role, RoleRegister register)
    {
        ArgumentNullException.ThrowIfNull(role);
        session.Delete<Role>(role.Id);
        Store(register);
    }

    public void Store(RoleRegister register)
    {
        ArgumentNullException.ThrowIfNull(register);
        session.UpdateRevision(register, register.Version + 1);
    }
}
