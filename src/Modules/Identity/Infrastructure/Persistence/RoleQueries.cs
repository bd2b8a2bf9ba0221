using Marten;
using Monolith.Identity.Application;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

internal sealed class RoleQueries(IQuerySession session, PermissionCatalogue catalogue) : IRoleQueries
{
    public async Task<IReadOnlyList<RoleView>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await session.ListRolesAsync(cancellationToken)).Select(role => RoleView.Of(role, catalogue))];

    public async Task<RoleView?> FindAsync(string name, CancellationToken cancellationToken) =>
        await session.FindRoleAsync(name, cancellationToken) is { } role ? RoleView.Of(role, catalogue) : null;

    public async Task<AccountRolesView?> OfAccountAsync(Guid accountId, CancellationToken cancellationToken) =>
        await session.LoadAsync<Account>(accountId, cancellationToken) is { } account ? AccountRolesView.Of(account) : null;

    public async Task<AccountPermissionsView?> PermissionsOfAsync(Guid accountId, CancellationToken cancellationToken) =>
        await session.LoadAsync<Account>(accountId, cancellationToken) is { } account
            ? AccountPermissionsView.Of(account, await session.ListRolesAsync(cancellationToken), catalogue)
            : null;
}
