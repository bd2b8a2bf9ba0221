using FsCheck;
using FsCheck.Fluent;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Tests.Unit.Shared;

public sealed class LocalRateLimiterTests
{
    private static readonly RateLimit Limit = new("test", Permits: 5, TimeSpan.FromSeconds(10));

    [Fact]
    public async Task A_burst_up_to_the_limit_passes_and_the_next_request_does_not()
    {
        var limiter = new LocalRateLimiter(new ManualClock());
        for (var remaining = 4; remaining >= 0; remaining--)
        {
            var decision = await limiter.TakeAsync(Limit, "a");
            decision.Allowed.ShouldBeTrue();
            decision.Remaining.ShouldBe(remaining);
        }

        var refused = await limiter.TakeAsync(Limit, "a");
        refused.Allowed.ShouldBeFalse();
        refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task One_client_does_not_use_up_another_ones_limit()
    {
        var limiter = new LocalRateLimiter(new ManualClock());
        for (var i = 0; i < 6; i++)
            await limiter.TakeAsync(Limit, "a");
        (await limiter.TakeAsync(Limit, "b")).Allowed.ShouldBeTrue();
    }

    [Fact]
    public async Task Waiting_as_long_as_told_is_always_enough()
    {
        var clock = new ManualClock();
        var limiter = new LocalRateLimiter(clock);
        for (var i = 0; i < 20; i++)
        {
            var taken = await limiter.TakeAsync(Limit, "a");
            if (taken.Allowed)
                continue;
            clock.Advance(taken.RetryAfter);
            (await limiter.TakeAsync(Limit, "a")).Allowed.ShouldBeTrue();
        }
    }

    [Fact]
    public void In_no_window_pass_more_than_a_burst_and_what_the_time_refills() =>
        Prop.ForAll(
            Gen.Choose(0, 4_000).ListOf(60).ToArbitrary(),
            pauses =>
            {
                var clock = new ManualClock();
                var limiter = new LocalRateLimiter(clock);
                var passed = new List<DateTimeOffset>();
                foreach (var pause in pauses)
                {
                    clock.Advance(TimeSpan.FromMilliseconds(pause));
                    var taken = limiter.TakeAsync(Limit, "a");
                    if (taken.IsCompletedSuccessfully && taken.GetAwaiter().GetResult().Allowed)
                        passed.Add(clock.GetUtcNow());
                }

                return passed.All(from => passed.Count(at => at >= from && at < from + Limit.Period) <= 2 * Limit.Permits);
            }).QuickCheckThrowOnFailure();
}
