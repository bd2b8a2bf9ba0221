using System.Collections.Frozen;
using Monolith.Shared.Application;

namespace Monolith.Identity.Application;

/// <summary>Every permission that a module of this installation names.</summary>
public sealed class PermissionCatalogue(IEnumerable<Permission> permissions)
{
    public IReadOnlyList<Permission> All { get; } = [.. permissions.OrderBy(permission => permission.Name, StringComparer.Ordinal)];

    public FrozenSet<string> Names { get; } = permissions.Select(permission => permission.Name).ToFrozenSet(StringComparer.Ordinal);
}
