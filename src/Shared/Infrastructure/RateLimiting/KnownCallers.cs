using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Monolith.Shared.Infrastructure.RateLimiting;

/// <summary>
/// From which networks somebody has shown to be the one whom a call is about, so that strangers who use up that one's limit do not use up
/// his own. Only a hash of both is kept. Shared through Redis; without it each node knows what it has seen itself, and whoever is forgotten
/// is a stranger until he signs in again.
/// </summary>
internal sealed class KnownCallers(IConnectionMultiplexer? redis = null) : IDisposable
{
    private const int MaxCallers = 100_000;

    private static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    private readonly MemoryCache _seen = new(Options.Create(new MemoryCacheOptions { SizeLimit = MaxCallers }));

    public async ValueTask<bool> IsKnownAsync(string subject, string network)
    {
        var caller = Caller(subject, network);
        if (_seen.TryGetValue(caller, out _))
            return true;
        if (redis is null)
            return false;
        try
        {
            return await redis.GetDatabase().KeyExistsAsync(Key(caller));
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            return false;
        }
    }

    public async ValueTask RememberAsync(string subject, string network)
    {
        var caller = Caller(subject, network);
        _seen.Set(caller, true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Memory });
        if (redis is null)
            return;
        try
        {
            await redis.GetDatabase().StringSetAsync(Key(caller), "1", Memory);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // This node knows, and the next sign-in tells the others.
        }
    }

    public void Dispose() => _seen.Dispose();

    private static string Key(string caller) => $"ratelimit:known:{caller}";

    private static string Caller(string subject, string network) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{subject} {network}")));
}
