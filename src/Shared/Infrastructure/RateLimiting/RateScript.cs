using StackExchange.Redis;

namespace Monolith.Shared.Infrastructure.RateLimiting;

/// <summary>The arithmetic of <see cref="RateState"/> where all nodes share it: one atomic step in Redis.</summary>
internal static class RateScript
{
    /// <summary>Redis' own clock, so that the nodes' clocks need not agree.</summary>
    internal const string Clock = "redis.call('TIME')";

    // Microseconds throughout. Of a number that nothing follows there was no wait.
    internal const string Text =
        $$"""
        local t = {{Clock}}
        local now = t[1] * 1000000 + t[2]
        local interval, period, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        local longest, quiet = tonumber(ARGV[4]), tonumber(ARGV[5])
        local arrival, last, forgotten = string.match(redis.call('GET', KEYS[1]) or '0', '^(%d+) ?(%d*) ?(%d*)$')
        arrival, last, forgotten = tonumber(arrival), tonumber(last) or 0, tonumber(forgotten) or 0

        local backlog = math.max(arrival, now) - now
        local taken = math.max(0, math.min(wanted, math.floor((period - backlog) / interval)))
        if taken > 0 then
          backlog = backlog + taken * interval
        elseif longest > 0 and now >= forgotten - quiet then
          local wait = math.min(longest, math.max(interval, now < forgotten and last * 2 or 0))
          local ends = now + math.max(wait, backlog + interval - period)
          last, forgotten, backlog = wait, ends + quiet, ends + period - interval - now
        else
          return {0, 0, backlog, backlog + interval - period}
        end

        local state = string.format('%.0f', now + backlog)
        if now < forgotten then state = state .. string.format(' %.0f %.0f', last, forgotten) end
        redis.call('SET', KEYS[1], state, 'PX', math.ceil(math.max(backlog, forgotten - now) / 1000))
        if taken > 0 then return {taken, math.floor((period - backlog) / interval), backlog, 0} end
        return {0, 0, backlog, backlog + interval - period}
        """;

    /// <param name="wanted">How many requests to take at once; fewer are taken when fewer are left.</param>
    public static RedisValue[] Arguments(RateLimit limit, int wanted) =>
    [
        limit.Interval,
        RateLimit.Microseconds(limit.Period),
        wanted,
        RateLimit.Microseconds(limit.LongestWait),
        RateLimit.Microseconds(limit.QuietTime),
    ];

    public static RateGrant Read(RedisResult result)
    {
        var answer = (RedisResult[])result;
        var taken = (int)answer[0];
        return new(new(taken > 0, (int)answer[1], Time(answer[2]), Time(answer[3])), taken);
    }

    private static TimeSpan Time(RedisResult microseconds) => TimeSpan.FromMicroseconds((long)microseconds);
}
