using Monolith.Shared.Application;

namespace Monolith.Identity.Application;

public static class IdentityPermissions
{
    public const string ManageRoles = "roles.manage";
    public const string ManageSessions = "sessions.manage";

    public static IReadOnlyList<Permission> All { get; } =
    [
        new(ManageRoles, "Change what roles grant and who has them, up to what one may do oneself."),
        new(ManageSessions, "See where people are signed in, and sign them out."),
    ];
}
