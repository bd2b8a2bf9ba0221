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

    private async Task<RateGrant> AskAsync(RateLimit limit, string client, int wanted) => RateScript.Read(
        await redis.GetDatabase().ScriptEvaluateAsync(
            RateScript.Text, [$"ratelimit:{limit.Name}:{client}"], RateScript.Arguments(limit, wanted)));

    [LoggerMessage(Level = LogLevel.Debug, Message = "Redis does not answer; this node limits by its own count: {Reason}")]
    private partial void LogFallback(string reason);
}
