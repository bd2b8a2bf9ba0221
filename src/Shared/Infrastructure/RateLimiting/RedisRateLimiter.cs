using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Monolith.Shared.Infrastructure.RateLimiting;

/// <summary>
/// The limits of all nodes together, counted by one script in Redis; falls back to the node's own when Redis is away. Of a limit of
/// hundreds a node takes up to a hundredth at once (ADR 0011): no more pass than the limit says, and what one node holds another may
/// miss for a second. A small limit is counted request by request.
/// </summary>
internal sealed partial class RedisRateLimiter(
    IConnectionMultiplexer redis, LocalRateLimiter local, TimeProvider clock, ILogger<RedisRateLimiter> logger) : IRateLimiter, IDisposable
{
    private const int MaxClients = 100_000;

    // Microseconds throughout; Redis' own clock, so that the nodes' clocks need not agree.
    private const string Script =
        """
        local t = redis.call('TIME')
        local now = t[1] * 1000000 + t[2]
        local interval, period, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        local backlog = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now) - now
        local taken = math.min(wanted, math.floor((period - backlog) / interval))
        if taken < 1 then return {0, 0, backlog, backlog + interval - period} end
        backlog = backlog + taken * interval
        redis.call('SET', KEYS[1], string.format('%.0f', now + backlog), 'PX', math.ceil(backlog / 1000))
        return {taken, math.floor((period - backlog) / interval), backlog, 0}
        """;

    private static readonly TimeSpan Forget = TimeSpan.FromSeconds(10);

    private readonly MemoryCache _shares = new(Options.Create(new MemoryCacheOptions { SizeLimit = MaxClients }));

    public ValueTask<RateDecision> TakeAsync(RateLimit limit, string client)
    {
        var most = limit.Permits / 100;
        var share = most > 1 ? ShareOf(limit, client, most) : null;
        return share?.TryTake() is { } decision ? ValueTask.FromResult(decision) : TakeAsync(limit, client, share);
    }

    public void Dispose() => _shares.Dispose();

    private async ValueTask<RateDecision> TakeAsync(RateLimit limit, string client, RateShare? share)
    {
        try
        {
            return share is not null ? await share.TakeAsync() : (await AskAsync(limit, client, wanted: 1)).Decision;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            LogFallback(exception.Message);
            return await local.TakeAsync(limit, client);
        }
    }

    private RateShare ShareOf(RateLimit limit, string client, int most)
    {
        var key = $"{limit.Name}:{client}";
        return _shares.TryGetValue(key, out RateShare? known) ? known! : RememberShare(key, limit, client, most);
    }

    private RateShare RememberShare(string key, RateLimit limit, string client, int most) => _shares.Set(
        key,
        new RateShare(most, wanted => AskAsync(limit, client, wanted), clock),
        new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Forget });

    private async Task<RateGrant> AskAsync(RateLimit limit, string client, int wanted)
    {
        var answer = (RedisResult[])await redis.GetDatabase().ScriptEvaluateAsync(
            Script,
            [$"ratelimit:{limit.Name}:{client}"],
            [(long)limit.Interval.TotalMicroseconds, (long)limit.Period.TotalMicroseconds, wanted]);
        var taken = (int)answer[0];
        return new(new(taken > 0, (int)answer[1], Microseconds(answer[2]), Microseconds(answer[3])), taken);
    }

    private static TimeSpan Microseconds(RedisResult value) => TimeSpan.FromMicroseconds((long)value);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Redis does not answer; this node limits by its own count: {Reason}")]
    private partial void LogFallback(string reason);
}
