using Monolith.Shared.Infrastructure.Caching;

namespace Monolith.Tests.Unit.Shared;

public sealed class CachingOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Problems(new CachingOptions()).ShouldBeEmpty();

    [Fact]
    public void Nothing_may_be_cached_at_all() => Problems(new CachingOptions { Lifetime = TimeSpan.Zero }).ShouldBeEmpty();

    [Fact]
    public void Every_wrong_value_is_named_with_its_rule() =>
        Problems(new CachingOptions
        {
            Lifetime = TimeSpan.FromDays(2),
            LifetimeWithoutRedis = TimeSpan.FromSeconds(2),
            LongestWait = TimeSpan.Zero,
            NearBytes = 1,
            RedisPrefix = " ",
        }).ShouldBe([
            "Caching:Lifetime must be at least zero and at most a day.",
            "Caching:LifetimeWithoutRedis must be more than zero and at most a second.",
            "Caching:LongestWait must be more than zero and at most a minute.",
            "Caching:NearBytes must be at least 1048576.",
            "Caching:RedisPrefix must not be empty.",
        ]);

    private static IEnumerable<string> Problems(CachingOptions options) =>
        new CachingOptionsValidator().Validate(name: null, options).Failures ?? [];
}
