using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Monolith.Identity.Infrastructure.Passwords;
using Monolith.Shared.Kernel;

namespace Monolith.Tests.Unit.Identity;

public sealed class HashingQueueTests : IDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(1);

    private readonly ManualClock _clock = new();
    private readonly Meter _meter = new("test");
    private readonly ManualResetEventSlim _gate = new();

    public void Dispose()
    {
        _gate.Set();
        _meter.Dispose();
    }

    [Fact]
    public async Task Who_came_first_is_served_first()
    {
        using var queue = await QueueAsync(threads: 1);
        var served = new ConcurrentQueue<int>();
        var all = Enumerable.Range(0, 6).Select(number => RunAsync(queue, () => served.Enqueue(number))).ToArray();
        _gate.Set();
        await Task.WhenAll(all);
        served.ShouldBe([0, 1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task No_more_than_the_threads_compute_at_a_time()
    {
        using var queue = await QueueAsync(threads: 3);
        using var three = new CountdownEvent(3);
        var seen = new ConcurrentBag<int>();
        var running = 0;
        var all = Enumerable.Range(0, 8).Select(_ => queue.RunAsync(
            () =>
            {
                seen.Add(Interlocked.Increment(ref running));
                if (!three.IsSet)
                    three.Signal();
                _gate.Wait();
                return Interlocked.Decrement(ref running);
            },
            CancellationToken.None)).ToArray();
        three.Wait(TestContext.Current.CancellationToken);
        queue.Waiting.ShouldBe(5);
        _gate.Set();
        await Task.WhenAll(all);
        seen.Max().ShouldBe(3);
    }

    [Fact]
    public async Task Who_would_wait_too_long_is_refused_and_hears_for_how_long_and_all_others_are_answered()
    {
        // One computes, and each of the others waits a second longer than the one before.
        using var queue = await QueueAsync(threads: 1, longestWait: 3 * Duration);
        var accepted = Enumerable.Range(0, 4).Select(_ => RunAsync(queue)).ToArray();
        var refused = await Should.ThrowAsync<BusyException>(() => RunAsync(queue));
        refused.RetryAfter.ShouldBe(4 * Duration);
        refused.Error.Code.ShouldBe("identity.busy");
        _gate.Set();
        await Task.WhenAll(accepted);
        await RunAsync(queue);
    }

    [Fact]
    public async Task More_threads_let_more_wait()
    {
        using var queue = await QueueAsync(threads: 2, longestWait: 3 * Duration);
        var accepted = Enumerable.Range(0, 100).TakeWhile(_ => !IsRefused(queue)).Count();
        accepted.ShouldBe(8);
    }

    [Fact]
    public async Task Nobody_is_refused_while_a_thread_is_free_however_long_a_hash_takes()
    {
        using var queue = await QueueAsync(threads: 1, longestWait: Duration / 10);
        var only = RunAsync(queue);
        await Should.ThrowAsync<BusyException>(() => RunAsync(queue));
        _gate.Set();
        await only;
        await RunAsync(queue);
    }

    [Fact]
    public async Task The_wait_is_reckoned_from_what_hashes_take_now()
    {
        using var queue = await QueueAsync(threads: 1, longestWait: 3 * Duration);
        for (var i = 0; i < 60; i++)
            await queue.RunAsync(() => Take(Duration / 10), CancellationToken.None);
        var accepted = Enumerable.Range(0, 100).TakeWhile(_ => !IsRefused(queue)).Count();
        accepted.ShouldBeInRange(28, 31);
    }

    [Fact]
    public async Task Who_goes_away_is_not_computed_and_leaves_the_place_to_another()
    {
        using var queue = await QueueAsync(threads: 1, longestWait: 2 * Duration);
        using var leaving = new CancellationTokenSource();
        var (first, isComputed) = (RunAsync(queue), false);
        var gone = queue.RunAsync(() => isComputed = true, leaving.Token);
        var last = RunAsync(queue);
        await Should.ThrowAsync<BusyException>(() => RunAsync(queue));

        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => gone);
        var another = RunAsync(queue);
        _gate.Set();
        await Task.WhenAll(first, last, another);
        isComputed.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_has_gone_before_does_not_even_come()
    {
        using var queue = await QueueAsync(threads: 1);
        await Should.ThrowAsync<OperationCanceledException>(() => queue.RunAsync(() => 1, new CancellationToken(canceled: true)));
        queue.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_failure_reaches_who_asked_and_nobody_else()
    {
        using var queue = await QueueAsync(threads: 1);
        await Should.ThrowAsync<InvalidTimeZoneException>(() => queue.RunAsync<int>(() => throw new InvalidTimeZoneException(), CancellationToken.None));
        (await queue.RunAsync(() => 2, CancellationToken.None)).ShouldBe(2);
    }

    [Fact]
    public async Task At_the_end_who_waits_is_answered_and_nobody_else_may_come()
    {
        var queue = await QueueAsync(threads: 2);
        var all = Enumerable.Range(0, 6).Select(_ => RunAsync(queue)).ToArray();
        queue.Dispose();
        await Should.ThrowAsync<ObjectDisposedException>(() => RunAsync(queue));
        _gate.Set();
        await Task.WhenAll(all);
    }

    /// <returns>A queue that has seen a hash take a second.</returns>
    private async Task<HashingQueue> QueueAsync(int threads, TimeSpan? longestWait = null)
    {
        var queue = new HashingQueue(threads, longestWait ?? TimeSpan.FromMinutes(1), _clock, _meter);
        await queue.RunAsync(() => Take(Duration), CancellationToken.None);
        return queue;
    }

    private int Take(TimeSpan duration)
    {
        _clock.Advance(duration);
        return 0;
    }

    private bool IsRefused(HashingQueue queue)
    {
        try
        {
            _ = RunAsync(queue);
            return false;
        }
        catch (BusyException)
        {
            return true;
        }
    }

    private Task<int> RunAsync(HashingQueue queue, Action? work = null) => queue.RunAsync(
        () =>
        {
            _gate.Wait();
            work?.Invoke();
            return 0;
        },
        CancellationToken.None);
}
