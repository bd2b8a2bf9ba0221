using Monolith.Shared.Application;

namespace Monolith.Identity.Application;

public static class IdentityPermissions
{
    public const string ManageRoles = "roles.manage";

    public static IReadOnlyList<Permission> All { get; } =
    [
        new(ManageRoles, "Change what roles grant and who has them, up to what one may do oneself."),
    ];
}
