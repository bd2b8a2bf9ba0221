using FsCheck;
using FsCheck.Fluent;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Tests.Unit.Shared;

/// <summary>Who uses up a limit again and again waits longer and longer, as a bucket of credit that somebody shuts would make him.</summary>
public sealed class GrowingWaitProperties
{
    private static readonly RateLimit Limit = new("test", Permits: 4, TimeSpan.FromSeconds(40))
    {
        LongestWait = TimeSpan.FromSeconds(100),
        QuietTime = TimeSpan.FromSeconds(60),
    };

    private static readonly Gen<int> Milliseconds = Gen.Frequency(
        (6, Gen.Choose(0, 5_000)), (3, Gen.Choose(5_000, 40_000)), (1, Gen.Choose(40_000, 300_000)));

    private readonly ManualClock _clock = new();

    [Fact]
    public void Each_wait_is_twice_as_long_as_the_last_up_to_the_longest()
    {
        var limiter = new LocalRateLimiter(_clock);
        List<double> waits = [];
        for (var i = 0; i < 7; i++)
        {
            while (limiter.Take(Limit, "a").Allowed)
            {
            }

            var wait = limiter.Take(Limit, "a").RetryAfter;
            waits.Add(wait.TotalSeconds);
            _clock.Advance(wait);
        }

        waits.ShouldBe([10, 20, 40, 80, 100, 100, 100]);
    }

    [Fact]
    public void After_a_wait_one_request_passes_and_then_what_the_time_refills()
    {
        var limiter = new LocalRateLimiter(_clock);
        _clock.Advance(Exhaust(limiter));
        limiter.Take(Limit, "a").Allowed.ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(10));
        limiter.Take(Limit, "a").Allowed.ShouldBeTrue();
        limiter.Take(Limit, "a").RetryAfter.ShouldBe(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void After_a_quiet_time_the_waits_begin_small_again()
    {
        var limiter = new LocalRateLimiter(_clock);
        _clock.Advance(Exhaust(limiter));
        var second = Exhaust(limiter);
        second.ShouldBe(TimeSpan.FromSeconds(20));
        _clock.Advance(second + Limit.QuietTime - TimeSpan.FromMilliseconds(1));
        var third = Exhaust(limiter);
        third.ShouldBe(TimeSpan.FromSeconds(40));
        _clock.Advance(third + Limit.QuietTime);
        Exhaust(limiter).ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Asking_while_one_waits_makes_the_wait_no_longer()
    {
        var limiter = new LocalRateLimiter(_clock);
        var wait = Exhaust(limiter);
        for (var left = wait; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(1))
        {
            limiter.Take(Limit, "a").RetryAfter.ShouldBe(left);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        limiter.Take(Limit, "a").Allowed.ShouldBeTrue();
    }

    [Fact]
    public void Without_a_longest_wait_nothing_grows()
    {
        var limiter = new LocalRateLimiter(_clock);
        var even = Limit with { LongestWait = TimeSpan.Zero };
        for (var i = 0; i < 10; i++)
        {
            while (limiter.Take(even, "a").Allowed)
            {
            }

            limiter.Take(even, "a").RetryAfter.ShouldBe(TimeSpan.FromSeconds(10));
            _clock.Advance(TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public void Any_history_is_answered_as_the_bucket_says() =>
        Prop.ForAll(Milliseconds.ListOf().ToArbitrary(), pauses =>
        {
            var limiter = new LocalRateLimiter(_clock);
            var bucket = new Bucket(Limit);
            foreach (var pause in pauses)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(pause));
                var (told, expected) = (limiter.Take(Limit, "a"), bucket.Take(_clock.GetUtcNow()));
                if ((told.Allowed, told.Remaining, told.RetryAfter) != expected)
                    return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Waiting_as_long_as_told_is_always_enough_and_a_moment_less_never() =>
        Prop.ForAll(Milliseconds.ListOf().ToArbitrary(), pauses =>
        {
            var limiter = new LocalRateLimiter(_clock);
            foreach (var pause in pauses)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(pause));
                var told = limiter.Take(Limit, "a");
                if (told.Allowed)
                    continue;
                _clock.Advance(told.RetryAfter - TimeSpan.FromMicroseconds(1));
                if (limiter.Take(Limit, "a").Allowed)
                    return false;
                _clock.Advance(TimeSpan.FromMicroseconds(1));
                if (!limiter.Take(Limit, "a").Allowed)
                    return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    /// <returns>The wait that the first request too many brings.</returns>
    private static TimeSpan Exhaust(LocalRateLimiter limiter)
    {
        RateDecision decision;
        do
            decision = limiter.Take(Limit, "a");
        while (decision.Allowed);
        return decision.RetryAfter;
    }

    /// <summary>The same promise in other words: credit that grows with time, and a door that shuts when there is none.</summary>
    private sealed class Bucket(RateLimit limit)
    {
        private readonly TimeSpan _price = limit.Period / limit.Permits;
        private TimeSpan _credit = limit.Period;
        private DateTimeOffset _counted;
        private DateTimeOffset _shutUntil;
        private TimeSpan _wait;

        public (bool Allowed, int Remaining, TimeSpan RetryAfter) Take(DateTimeOffset now)
        {
            var grown = _counted == default ? limit.Period : _credit + (now - _counted);
            (_credit, _counted) = (grown < limit.Period ? grown : limit.Period, now);
            if (now < _shutUntil)
                return (false, 0, _shutUntil - now);
            if (_credit >= _price)
            {
                _credit -= _price;
                return (true, (int)(_credit / _price), TimeSpan.Zero);
            }

            if (now >= _shutUntil + limit.QuietTime)
                _wait = TimeSpan.Zero;
            _wait = TimeSpan.FromTicks(Math.Min(limit.LongestWait.Ticks, Math.Max(_price.Ticks, _wait.Ticks * 2)));
            var until = TimeSpan.FromTicks(Math.Max(_wait.Ticks, (_price - _credit).Ticks));
            _shutUntil = now + until;
            // Exactly one request's worth when the door opens.
            _credit = _price - until;
            return (false, 0, until);
        }
    }
}
