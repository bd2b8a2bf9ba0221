using System.Collections.Concurrent;
using Monolith.Realtime.Domain;
using Monolith.Shared.Application;

namespace Monolith.Realtime.Infrastructure.Sessions;

/// <summary>Sees to it that the sessions of this node follow only what their people may follow now, when roles, or who has them, change.</summary>
internal sealed class SessionPermissions(SessionRegistry sessions, IRolePermissions permissions, TimeProvider clock)
{
    /// <summary>Longer than any access token lives: until then late news of an earlier change must not be taken for the last one.</summary>
    private static readonly TimeSpan PastTokens = TimeSpan.FromMinutes(65);

    private readonly ConcurrentDictionary<Guid, News> assigned = new();
    private long recheckUntilTicks;

    public Task ReassignAsync(RoleAssignment assignment)
    {
        var news = new News(assignment, clock.GetUtcNow());
        var latest = assigned.AddOrUpdate(assignment.UserId, news, (_, known) => known.Assignment.Revision < assignment.Revision ? news : known);
        return latest == news ? ApplyAsync([news]) : Task.CompletedTask;
    }

    public Task RecheckAsync()
    {
        permissions.Forget();
        Volatile.Write(ref recheckUntilTicks, (clock.GetUtcNow() + SessionRegistry.LateComers).UtcTicks);
        return RecheckAllAsync();
    }

    /// <summary>Called about once a second: a token that was just being checked when the news came may have been taken for good since.</summary>
    public async Task WatchAsync(DateTimeOffset now)
    {
        if (now.UtcTicks < Volatile.Read(ref recheckUntilTicks))
            await RecheckAllAsync();
        if (assigned.IsEmpty)
            return;
        foreach (var (userId, _) in assigned.Where(known => now - known.Value.At > PastTokens))
            assigned.TryRemove(userId, out _);
        await ApplyAsync([.. assigned.Values.Where(news => now - news.At <= SessionRegistry.LateComers)]);
    }

    private async Task ApplyAsync(IReadOnlyCollection<News> all)
    {
        if (all.Count == 0)
            return;
        var byUser = all.ToDictionary(news => news.Assignment.UserId, news => news.Assignment.Roles);
        foreach (var session in sessions.All())
        {
            if (session.Subscriber is { } known && byUser.TryGetValue(known.UserId, out var roles))
                await PermitAsync(session, _ => roles);
        }
    }

    private async Task RecheckAllAsync()
    {
        foreach (var session in sessions.All())
            await PermitAsync(session, known => known.Roles);
    }

    private async Task PermitAsync(ClientSession session, Func<Subscriber, IReadOnlyList<string>> rolesOf)
    {
        while (session.Subscriber is { } known)
        {
            var roles = rolesOf(known);
            var granted = await permissions.GrantedAsync(roles, known.HasShownSecondFactor);
            if (session.TryPermit(known, known with { Roles = roles, Permissions = granted }))
                return;
        }
    }

    private sealed record News(RoleAssignment Assignment, DateTimeOffset At);
}
