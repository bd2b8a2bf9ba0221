using System.Collections.Concurrent;

namespace Monolith.Shared.Infrastructure.RateLimiting;

/// <summary>The limits of one node, in its memory: for a single node, and while Redis is away.</summary>
public sealed class LocalRateLimiter(TimeProvider clock) : IRateLimiter
{
    private const int MaxClients = 100_000;

    // Key -> the theoretical arrival time, in UTC ticks.
    private readonly ConcurrentDictionary<string, long> arrivals = new(StringComparer.Ordinal);

    public ValueTask<RateDecision> TakeAsync(RateLimit limit, string client) => ValueTask.FromResult(Take(limit, client));

    public RateDecision Take(RateLimit limit, string client)
    {
        ArgumentNullException.ThrowIfNull(limit);
        var key = $"{limit.Name}:{client}";
        var now = clock.GetUtcNow().UtcTicks;
        while (true)
        {
            var known = arrivals.TryGetValue(key, out var stored);
            // Counting takes every lock of the dictionary, so only who makes it grow does that.
            if (!known && arrivals.Count >= MaxClients)
                Forget(now);
            var decision = Decide(limit, now, stored, out var arrival);
            if (!decision.Allowed || (known ? arrivals.TryUpdate(key, arrival, stored) : arrivals.TryAdd(key, arrival)))
                return decision;
        }
    }

    private static RateDecision Decide(RateLimit limit, long now, long stored, out long arrival)
    {
        var used = Math.Max(stored, now);
        arrival = used + limit.Interval.Ticks;
        var backlog = arrival - now;
        if (backlog > limit.Period.Ticks)
            return new(false, 0, TimeSpan.FromTicks(used - now), TimeSpan.FromTicks(backlog - limit.Period.Ticks));
        return new(true, (int)((limit.Period.Ticks - backlog) / limit.Interval.Ticks), TimeSpan.FromTicks(backlog), TimeSpan.Zero);
    }

    private void Forget(long now)
    {
        foreach (var (key, arrival) in arrivals)
        {
            if (arrival <= now)
                arrivals.TryRemove(new(key, arrival));
        }

        // A flood of addresses must not grow the memory: whoever is still limited starts afresh.
        if (arrivals.Count >= MaxClients)
            arrivals.Clear();
    }
}
