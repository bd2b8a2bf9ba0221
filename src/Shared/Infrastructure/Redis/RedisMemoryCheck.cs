using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Monolith.Shared.Infrastructure.Redis;

/// <summary>
/// Says at the start when Redis would refuse to write once its memory is full, instead of forgetting what was not used for long: whatever is
/// in it can be made anew.
/// </summary>
internal sealed partial class RedisMemoryCheck(IConnectionMultiplexer redis, ILogger<RedisMemoryCheck> logger) : BackgroundService
{
    private const string Setting = "maxmemory_policy:";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var memory = (string)await redis.GetDatabase().ExecuteAsync("INFO", "memory");
            var policy = memory.Split('\n').FirstOrDefault(line => line.StartsWith(Setting, StringComparison.Ordinal))?[Setting.Length..].Trim();
            if (policy is not null && !policy.EndsWith("-lru", StringComparison.Ordinal) && !policy.EndsWith("-lfu", StringComparison.Ordinal))
                LogPolicy(policy);
        }
        catch (Exception exception) when (exception is RedisException or RedisCommandException or TimeoutException)
        {
            LogUnknown(exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis has the maxmemory-policy '{Policy}'; set 'allkeys-lru' and a maxmemory, so that it forgets what is old when it is full")]
    private partial void LogPolicy(string policy);

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis does not say what it does when its memory is full: {Reason}")]
    private partial void LogUnknown(string reason);
}
