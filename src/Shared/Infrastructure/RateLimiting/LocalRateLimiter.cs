using System.Collections.Concurrent;

namespace Monolith.Shared.Infrastructure.RateLimiting;

/// <summary>The limits of one node, in its memory: for a single node, and while Redis is away.</summary>
public sealed class LocalRateLimiter(TimeProvider clock) : IRateLimiter
{
    private const int MaxClients = 100_000;

    private readonly ConcurrentDictionary<string, RateState> states = new(StringComparer.Ordinal);

    public ValueTask<RateDecision> TakeAsync(RateLimit limit, string client) => ValueTask.FromResult(Take(limit, client));

    public RateDecision Take(RateLimit limit, string client)
    {
        ArgumentNullException.ThrowIfNull(limit);
        var key = $"{limit.Name}:{client}";
        var now = clock.GetUtcNow().UtcTicks / TimeSpan.TicksPerMicrosecond;
        while (true)
        {
            var known = states.TryGetValue(key, out var stored);
            // Counting takes every lock of the dictionary, so only who makes it grow does that.
            if (!known && states.Count >= MaxClients)
                Forget(now);
            var (decision, next) = stored.Take(limit, now);
            if (next == stored || (known ? states.TryUpdate(key, next, stored) : states.TryAdd(key, next)))
                return decision;
        }
    }

    /// <summary>
    /// A flood of addresses must not grow the memory, and must not let go those who have long to wait: when nobody is as good as new, the
    /// half goes that would be so first.
    /// </summary>
    private void Forget(long now)
    {
        foreach (var (key, state) in states)
        {
            if (state.Ends <= now)
                states.TryRemove(new(key, state));
        }

        if (states.Count < MaxClients)
            return;
        foreach (var soonest in states.OrderBy(client => client.Value.Ends).Take(MaxClients / 2))
            states.TryRemove(soonest);
    }
}
