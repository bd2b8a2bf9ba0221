using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Monolith.Shared.Infrastructure.RateLimiting;

/// <summary>The limits of all nodes together, one script call a request; falls back to the node's own when Redis is away.</summary>
internal sealed partial class RedisRateLimiter(IConnectionMultiplexer redis, LocalRateLimiter local, ILogger<RedisRateLimiter> logger) : IRateLimiter
{
    // Microseconds throughout; Redis' own clock, so that the nodes' clocks need not agree.
    private const string Script =
        """
        local t = redis.call('TIME')
        local now = t[1] * 1000000 + t[2]
        local interval, period = tonumber(ARGV[1]), tonumber(ARGV[2])
        local used = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
        local backlog = used + interval - now
        if backlog > period then return {0, 0, used - now, backlog - period} end
        redis.call('SET', KEYS[1], string.format('%.0f', used + interval), 'PX', math.ceil(backlog / 1000))
        return {1, math.floor((period - backlog) / interval), backlog, 0}
        """;

    public async ValueTask<RateDecision> TakeAsync(RateLimit limit, string client)
    {
        try
        {
            var answer = (RedisResult[])await redis.GetDatabase().ScriptEvaluateAsync(
                Script,
                [$"ratelimit:{limit.Name}:{client}"],
                [(long)limit.Interval.TotalMicroseconds, (long)limit.Period.TotalMicroseconds]);
            return new((int)answer[0] == 1, (int)answer[1], Microseconds(answer[2]), Microseconds(answer[3]));
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            LogFallback(exception.Message);
            return await local.TakeAsync(limit, client);
        }
    }

    private static TimeSpan Microseconds(RedisResult value) => TimeSpan.FromMicroseconds((long)value);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Redis does not answer; this node limits by its own count: {Reason}")]
    private partial void LogFallback(string reason);
}
