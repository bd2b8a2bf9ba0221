using FsCheck;
using FsCheck.Fluent;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Tests.Integration.Fixture;
using StackExchange.Redis;

namespace Monolith.Tests.Integration.RateLimiting;

/// <summary>The script in Redis and the arithmetic of a node are one.</summary>
public sealed class RateScriptTests(Services services)
{
    /// <summary>The same script with the time as the test has it.</summary>
    private static readonly string Script = RateScript.Text.Replace(RateScript.Clock, "{ARGV[6], ARGV[7]}", StringComparison.Ordinal);

    // Long enough that nothing expires in Redis, where the time is real, while a history is played.
    private static readonly Gen<RateLimit> AnyLimit =
        from permits in Gen.Choose(1, 6)
        from minutes in Gen.Choose(10, 60)
        from longest in Gen.Elements(0, 1, 900, 86_400)
        from quiet in Gen.Elements(0, 600, 7_200)
        select new RateLimit("test", permits, TimeSpan.FromMinutes(minutes))
        {
            LongestWait = TimeSpan.FromSeconds(longest),
            QuietTime = TimeSpan.FromSeconds(quiet),
        };

    private static readonly Gen<long> AnyPause = Gen.Frequency(
        (5, Gen.Choose(0, 1_000_000).Select(microseconds => (long)microseconds)),
        (4, Gen.Choose(1, 1_800).Select(seconds => seconds * 1_000_000L)),
        (1, Gen.Choose(1_800, 100_000).Select(seconds => seconds * 1_000_000L)));

    [Fact]
    public async Task The_same_history_has_the_same_answers_in_redis_and_in_a_node()
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(services.Redis);
        var database = redis.GetDatabase();
        Prop.ForAll(AnyLimit.ToArbitrary(), AnyPause.ListOf(40).ToArbitrary(), (limit, pauses) =>
        {
            bool? same = null;
            // A busy machine makes the client doubt its connection for a moment; what was lost with it began another history.
            SpinWait.SpinUntil(() => (same = Compare(database, limit, pauses)) is not null, TimeSpan.FromSeconds(20));
            return same.ShouldNotBeNull();
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task What_redis_remembers_ends_with_its_meaning()
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(services.Redis);
        var limit = new RateLimit("test", Permits: 1, TimeSpan.FromMinutes(1)) { LongestWait = TimeSpan.FromMinutes(5), QuietTime = TimeSpan.FromHours(1) };
        RedisKey key = $"test:ratescript:{Guid.CreateVersion7():N}";
        async Task<TimeSpan> TakeAsync(bool allowed)
        {
            var grant = RateScript.Read(await redis.GetDatabase().ScriptEvaluateAsync(RateScript.Text, [key], RateScript.Arguments(limit, wanted: 1)));
            grant.Decision.Allowed.ShouldBe(allowed);
            return (await redis.GetDatabase().KeyTimeToLiveAsync(key))!.Value;
        }

        (await TakeAsync(allowed: true)).ShouldBeInRange(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
        (await TakeAsync(allowed: false)).ShouldBeInRange(TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(61));
    }

    /// <summary>Whether one history has the same answers in both; nothing when Redis was out of reach meanwhile.</summary>
    private static bool? Compare(IDatabase database, RateLimit limit, IEnumerable<long> pauses)
    {
        RedisKey key = $"test:ratescript:{Guid.CreateVersion7():N}";
        var (state, now) = (default(RateState), 1_800_000_000_000_000L);
        foreach (var pause in pauses)
        {
            now += pause;
            (var here, state) = state.Take(limit, now);
            try
            {
                var there = RateScript.Read(database.ScriptEvaluate(
                    Script, [key], [.. RateScript.Arguments(limit, wanted: 1), now / 1_000_000, now % 1_000_000]));
                if (there.Decision != here || there.Taken != (here.Allowed ? 1 : 0))
                    return false;
            }
            catch (RedisConnectionException)
            {
                return null;
            }
        }

        return true;
    }
}
