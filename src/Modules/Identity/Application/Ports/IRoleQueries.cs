namespace Monolith.Identity.Application.Ports;

public interface IRoleQueries
{
    /// <summary>All of them by their names; there are never many.</summary>
    Task<IReadOnlyList<RoleView>> ListAsync(CancellationToken cancellationToken);

    Task<RoleView?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Null when there is no such account.</summary>
    Task<AccountRolesView?> OfAccountAsync(Guid accountId, CancellationToken cancellationToken);

    /// <summary>Null when there is no such account.</summary>
    Task<AccountPermissionsView?> PermissionsOfAsync(Guid accountId, CancellationToken cancellationToken);
}
