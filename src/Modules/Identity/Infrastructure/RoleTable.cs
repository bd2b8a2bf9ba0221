using System.Collections.Frozen;
using Marten;
using Monolith.Identity.Application;
using Monolith.Identity.Domain;
using Monolith.Identity.Infrastructure.Persistence;
using Monolith.Shared.Application;

namespace Monolith.Identity.Infrastructure;

/// <summary>
/// What every role grants, in this node's memory. Read again from the database when somebody asks and it is half a second old, once for all
/// who ask: no node has to be told, and the worst case is known.
/// </summary>
internal sealed class RoleTable(IDocumentStore store, PermissionCatalogue catalogue, TimeProvider clock) : IRolePermissions
{
    /// <summary>Well under the second within which every node must know.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private Reading? _last;

    public async ValueTask<IReadOnlySet<string>> GrantedAsync(IReadOnlyList<string> roles, bool withSecondFactor)
    {
        // Everything, whatever is stored, and also while the database does not answer.
        if (withSecondFactor && roles.Contains(Roles.Admin))
            return catalogue.Names;
        var table = await CurrentAsync(clock.GetUtcNow());
        // Nearly everybody has one role: no set is built for them.
        return roles is [var only]
            ? Granted(table, only, withSecondFactor)
            : roles.SelectMany(role => Granted(table, role, withSecondFactor)).ToFrozenSet(StringComparer.Ordinal);
    }

    public async ValueTask<bool> AdmitAsync(IReadOnlyList<string> roles, bool withSecondFactor)
    {
        if (withSecondFactor)
            return true;
        var table = await CurrentAsync(clock.GetUtcNow());
        return roles.Count == 0 || roles.Any(name => !table.TryGetValue(name, out var role) || !role.RequiresSecondFactor);
    }

    /// <summary>Whether one of the roles grants nothing to people who have shown no second factor.</summary>
    public async ValueTask<bool> RequireSecondFactorAsync(IEnumerable<string> roles)
    {
        var table = await CurrentAsync(clock.GetUtcNow());
        return roles.Any(name => table.TryGetValue(name, out var role) && role.RequiresSecondFactor);
    }

    public void Forget()
    {
        lock (_gate)
            Volatile.Write(ref _last, null);
    }

    private static FrozenSet<string> Granted(FrozenDictionary<string, Entry> table, string role, bool withSecondFactor) =>
        table.TryGetValue(role, out var entry) && (withSecondFactor || !entry.RequiresSecondFactor) ? entry.Permissions : [];

    private Task<FrozenDictionary<string, Entry>> CurrentAsync(DateTimeOffset now)
    {
        if (Volatile.Read(ref _last) is { } last && now < last.FreshUntil)
            return last.Table;
        lock (_gate)
        {
            if (_last is not { } known || now >= known.FreshUntil)
                Volatile.Write(ref _last, known = new Reading(ReadAsync(), now + Freshness));
            return known.Table;
        }
    }

    // For everybody who asks: no single request may cancel it.
    private async Task<FrozenDictionary<string, Entry>> ReadAsync()
    {
        await using var session = store.QuerySession();
        return (await session.ListRolesAsync(CancellationToken.None)).ToFrozenDictionary(
            role => role.Id,
            role => new Entry(role.GrantedOf(catalogue.Names).ToFrozenSet(StringComparer.Ordinal), role.RequiresSecondFactor),
            StringComparer.Ordinal);
    }

    private sealed record Entry(FrozenSet<string> Permissions, bool RequiresSecondFactor);

    private sealed record Reading(Task<FrozenDictionary<string, Entry>> Table, DateTimeOffset FreshUntil);
}
