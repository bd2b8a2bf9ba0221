using Monolith.Identity.Contracts.Requests;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application;

/// <summary>Whether somebody may keep an account's person out, for a while or for good, or let them in again.</summary>
public sealed class AccountBarrier(IRoleRepository roles, PermissionCatalogue catalogue)
{
    /// <summary>Notes in the register whether the account still counts among those that administer.</summary>
    /// <remarks>Of two administrators who bar each other at the same time, on whichever nodes, one stays: both write the register.</remarks>
    /// <returns>Null when nothing speaks against it.</returns>
    public async Task<Error?> RefusalAsync(Account account, bool isLetIn, Requester requester, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(requester);
        var granted = (await roles.ListAsync(cancellationToken)).Where(role => account.Roles.Contains(role.Id));
        if (!granted.All(role => role.GrantedOf(catalogue.Names).IsSubsetOf(requester.Permissions)))
            return IdentityErrors.BeyondOwnPermissions;
        if (!account.Roles.Contains(Roles.Admin))
            return null;
        var register = await roles.RegisterAsync(cancellationToken);
        if (!register.TryNote(account.Id, isLetIn))
            return IdentityErrors.LastAdmin;
        roles.Store(register);
        return null;
    }
}
