using Monolith.Identity.Domain;

namespace Monolith.Identity.Application.Ports;

/// <summary>A role that an account has.</summary>
/// <param name="RequiresSecondFactor">It grants nothing in a session that has shown no second factor.</param>
/// <param name="Since">Null when it was given before that was kept.</param>
/// <param name="GivenBy">The account of whoever gave it; null when nobody who is known did, as for the role that an account begins with.</param>
public sealed record HeldRole(string Name, bool RequiresSecondFactor, DateTimeOffset? Since, Guid? GivenBy);

/// <summary>Why an account may do something, or what would make it so.</summary>
/// <param name="GrantedBy">Those of its roles that grant it; none when it may not do this.</param>
/// <param name="OfferedBy">The roles that it does not have and that grant it.</param>
public sealed record ExplainedPermission(string Name, string Description, IReadOnlyList<string> GrantedBy, IReadOnlyList<string> OfferedBy);

/// <summary>What one account may do and why, and what it may not.</summary>
/// <param name="MaySignIn">While it may not, its roles are worth nothing.</param>
/// <param name="Permissions">All that any role can grant, by name.</param>
public sealed record AccountPermissionsView(
    Guid AccountId, bool MaySignIn, IReadOnlyList<HeldRole> Roles, IReadOnlyList<ExplainedPermission> Permissions)
{
    /// <param name="roles">All that there are.</param>
    public static AccountPermissionsView Of(Account account, IReadOnlyList<Role> roles, PermissionCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(roles);
        ArgumentNullException.ThrowIfNull(catalogue);
        var granting = roles.Select(role => (Role: role, Granted: role.GrantedOf(catalogue.Names))).ToList();
        return new(
            account.Id,
            account.MaySignIn(),
            [.. roles.Where(role => account.Roles.Contains(role.Id)).Select(role => Held(role, account.GrantOf(role.Id)))],
            [.. catalogue.All.Select(permission =>
            {
                var by = granting.Where(one => one.Granted.Contains(permission.Name)).ToLookup(one => account.Roles.Contains(one.Role.Id), one => one.Role.Id);
                return new ExplainedPermission(permission.Name, permission.Description, [.. by[true]], [.. by[false]]);
            })]);
    }

    private static HeldRole Held(Role role, RoleGrant? grant) => new(role.Id, role.RequiresSecondFactor, grant?.Since, grant?.By);
}
