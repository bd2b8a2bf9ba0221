using Monolith.Identity.Domain;

namespace Monolith.Identity.Application.Ports;

/// <summary>A role as who manages roles sees it.</summary>
/// <param name="Permissions">What it grants; the role <c>admin</c> grants everything, always.</param>
/// <param name="IsBuiltIn">It cannot be deleted.</param>
/// <param name="RequiresSecondFactor">It grants nothing in a session that has shown no second factor.</param>
/// <param name="Version">Also the ETag; 0 for a built-in role that nobody has changed.</param>
public sealed record RoleView(string Name, IReadOnlyList<string> Permissions, bool IsBuiltIn, bool RequiresSecondFactor, long Version)
{
    public static RoleView Of(Role role, PermissionCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(role);
        ArgumentNullException.ThrowIfNull(catalogue);
        var granted = role.GrantedOf(catalogue.Names).Order(StringComparer.Ordinal);
        return new(role.Id, [.. granted], role.IsBuiltIn, role.RequiresSecondFactor, role.Version);
    }
}
