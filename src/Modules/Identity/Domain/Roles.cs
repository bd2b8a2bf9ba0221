using System.Collections.Frozen;

namespace Monolith.Identity.Domain;

/// <summary>The built-in roles and what they grant. Permissions are named by the modules that ask for them.</summary>
public static class Roles
{
    public const string Admin = "admin";

    /// <summary>Watches and runs the installation.</summary>
    public const string Operator = "operator";

    /// <summary>Everybody who registers: nothing but their own things.</summary>
    public const string Member = "member";

    public static FrozenDictionary<string, FrozenSet<string>> BuiltIn { get; } = new Dictionary<string, FrozenSet<string>>
    {
        [Admin] = ["users.read", "users.write", "users.delete", "roles.manage", "monitoring.read", "monitoring.manage", "audit.read"],
        [Operator] = ["monitoring.read", "monitoring.manage"],
        [Member] = [],
    }.ToFrozenDictionary();
}
