using FsCheck;
using FsCheck.Fluent;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Tests.Unit.Shared;

public sealed class RateShareTests
{
    private readonly ManualClock _clock = new();
    private readonly List<int> _asked = [];

    [Fact]
    public async Task A_client_that_comes_now_and_then_is_counted_request_by_request()
    {
        var share = Share(most: 10);
        for (var i = 0; i < 5; i++)
        {
            (await share.TakeAsync()).Allowed.ShouldBeTrue();
            _clock.Advance(TimeSpan.FromSeconds(2));
        }

        _asked.ShouldBe([1, 1, 1, 1, 1]);
    }

    [Fact]
    public async Task A_busy_client_is_counted_ahead_in_growing_steps_up_to_the_most()
    {
        var share = Share(most: 10);
        for (var i = 0; i < 35; i++)
            (await share.TakeAsync()).Allowed.ShouldBeTrue();
        _asked.ShouldBe([1, 2, 4, 8, 10, 10]);
    }

    [Fact]
    public async Task What_is_left_after_a_second_is_given_up()
    {
        var share = Share(most: 10);
        for (var i = 0; i < 4; i++)
            await share.TakeAsync();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await share.TakeAsync();
        _asked.ShouldBe([1, 2, 4, 1]);
    }

    [Fact]
    public async Task What_is_left_here_counts_as_remaining()
    {
        var share = Share(most: 10, available: 7);
        List<int> remaining = [];
        for (var i = 0; i < 7; i++)
            remaining.Add((await share.TakeAsync()).Remaining);
        remaining.ShouldBe([6, 5, 4, 3, 2, 1, 0]);
        (await share.TakeAsync()).Allowed.ShouldBeFalse();
    }

    [Fact]
    public async Task All_that_wait_are_asked_for_together()
    {
        var answer = new TaskCompletionSource<RateGrant>();
        var share = new RateShare(
            most: 10,
            wanted =>
            {
                _asked.Add(wanted);
                return answer.Task;
            },
            _clock);
        var waiting = Enumerable.Range(0, 3).Select(_ => share.TakeAsync().AsTask()).ToList();
        _asked.ShouldBe([1]);
        answer.SetResult(Grant(taken: 3, remaining: 0));
        (await Task.WhenAll(waiting)).ShouldAllBe(decision => decision.Allowed);
        _asked.ShouldBe([1]);
    }

    [Fact]
    public async Task A_failure_reaches_who_waits_and_is_not_remembered()
    {
        var fails = true;
        var share = new RateShare(
            most: 10, _ => fails ? throw new TimeoutException() : Task.FromResult(Grant(taken: 1, remaining: 0)), _clock);
        await Should.ThrowAsync<TimeoutException>(async () => await share.TakeAsync());
        fails = false;
        (await share.TakeAsync()).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void No_more_pass_than_were_taken() =>
        Prop.ForAll(
            Gen.Choose(0, 600).ListOf(50).ToArbitrary(),
            pauses =>
            {
                var share = Share(most: 7, available: 30);
                var passed = 0;
                foreach (var pause in pauses)
                {
                    _clock.Advance(TimeSpan.FromMilliseconds(pause));
                    if (share.TakeAsync().AsTask() is { IsCompletedSuccessfully: true } taken && taken.GetAwaiter().GetResult().Allowed)
                        passed++;
                }

                return passed <= 30;
            }).QuickCheckThrowOnFailure();

    private RateShare Share(int most, int available = int.MaxValue)
    {
        var left = available;
        return new RateShare(
            most,
            wanted =>
            {
                _asked.Add(wanted);
                var taken = Math.Min(wanted, left);
                left -= taken;
                return Task.FromResult(Grant(taken, left));
            },
            _clock);
    }

    private static RateGrant Grant(int taken, int remaining) =>
        new(new RateDecision(taken > 0, remaining, ResetAfter: TimeSpan.Zero, RetryAfter: TimeSpan.Zero), taken);
}
