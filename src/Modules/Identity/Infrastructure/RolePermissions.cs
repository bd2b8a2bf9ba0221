using System.Collections.Frozen;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;

namespace Monolith.Identity.Infrastructure;

internal sealed class RolePermissions : IRolePermissions
{
    public IReadOnlySet<string> Granted(IEnumerable<string> roles)
    {
        string[] known = [.. roles.Where(Roles.BuiltIn.ContainsKey)];
        // Nearly everybody has one role: no set is built for them.
        return known switch
        {
            [] => FrozenSet<string>.Empty,
            [var role] => Roles.BuiltIn[role],
            _ => known.SelectMany(role => Roles.BuiltIn[role]).ToFrozenSet(),
        };
    }
}
