using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Tests.Integration.Fixture;
using Wolverine;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What nodes hold, in which order they take it, and that no two of them take the same.</summary>
public sealed class WolverineNodesSubstituteOnlyTests(Services services) : WolverineTest(services)
{
    private const int Capacity = 1_000;

    private readonly TaskCompletionSource _mayFinish = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ValueTask DisposeAsync()
    {
        _mayFinish.TrySetResult();
        return base.DisposeAsync();
    }

    [Fact]
    public async Task Of_twenty_thousand_messages_a_node_holds_as_many_as_it_may_and_handles_each_once()
    {
        const int Count = 20_000;
        var host = await StartAsync(_probe);
        _probe.OnSeen = _ => _mayFinish.Task;

        await PublishAsync(host, Count, publishers: 40);

        // What found no room after it was written is given back a moment later.
        await _database.EventuallyAsync("select least(count(*), 19000) from messaging.envelopes where owner is null", Count - Capacity);
        (await _database.ScalarAsync<long>(CountRows)).ShouldBe(Count);

        _mayFinish.SetResult();
        await _probe.ReachAsync(Count);
        await _database.EventuallyAsync(CountRows, 0);
        _probe.Seen.Distinct().Count().ShouldBe(Count);
        _probe.Seen.Count.ShouldBe(Count);
    }

    [Fact]
    public async Task A_sequential_queue_keeps_the_order_of_its_sender_also_beyond_what_a_node_holds()
    {
        const int Count = 2_500;
        var host = await StartAsync(_probe, options => options.LocalQueue(typeof(StepHandler).FullName!).Sequential());
        // It overflows, and is worked off while more is sent.
        _probe.OnSeen = _ => _probe.Seen.Count == 1 ? _mayFinish.Task : Task.CompletedTask;

        await using var scope = host.Services.CreateAsyncScope();
        for (var number = 0; number < Count; number++)
        {
            await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(new Step(number));
            if (number == Capacity + 200)
                _mayFinish.SetResult();
        }

        await _probe.ReachAsync(Count);
        _probe.Seen.ShouldBe(Enumerable.Range(0, Count).Select(number => (object)new Step(number)));
    }

    [Fact]
    public async Task No_message_is_handled_by_two_nodes_while_both_live()
    {
        const int Count = 3_000;
        var random = new Random(20261122);
        var running = new ConcurrentDictionary<object, bool>();
        var twice = new ConcurrentBag<object>();
        _probe.OnSeen = async step =>
        {
            if (!running.TryAdd(step, true))
                twice.Add(step);
            int pause;
            lock (random)
                pause = random.Next(3);
            if (pause > 0)
                await Task.Delay(pause, Cancellation);
        };
        IHost[] nodes = [await StartAsync(_probe), await StartAsync(_probe)];

        // Both send and both overflow, and one comes and goes meanwhile.
        var sending = Task.WhenAll(nodes.Select((node, i) => PublishAsync(node, Count / 2, publishers: 8, first: i * (Count / 2))));
        var passing = await StartAsync(_probe);
        await _probe.ReachAsync(Count / 4);
        await passing.StopAsync(Cancellation);
        await sending;

        await _database.EventuallyAsync(CountRows, 0);
        twice.ShouldBeEmpty();
        _probe.Seen.Count.ShouldBe(Count);
    }

    [Fact]
    public async Task With_the_settings_of_the_product_a_dead_node_is_replaced_within_ten_seconds()
    {
        // The looks of its own accord are switched off, so that the take-over itself is what brings them.
        static void AsShipped(WolverineOptions options) =>
            (options.Durability.HealthCheckPollingTime, options.Durability.StaleNodeTimeout, options.Durability.ScheduledJobPollingTime) =
                (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6), TimeSpan.FromHours(1));
        var dying = await StartAsync(_probe, AsShipped);
        var heir = new Probe();
        await StartAsync(heir, AsShipped);
        _probe.OnSeen = _ => Task.Delay(Timeout.Infinite, Cancellation);
        await PublishAsync(dying, 3, publishers: 1);
        await _probe.ReachAsync(1);

        _database.Crash(dying);

        await heir.ReachAsync(3).WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        await _database.EventuallyAsync(CountRows, 0);
    }

    [Fact]
    public async Task What_expired_while_it_waited_is_never_handled()
    {
        var host = await StartAsync(_probe);
        _probe.OnSeen = _ => _mayFinish.Task;
        await PublishAsync(host, Capacity + 10, publishers: 10);
        await using var scope = host.Services.CreateAsyncScope();
        for (var number = 0; number < 5; number++)
        {
            await scope.ServiceProvider.GetRequiredService<IMessageBus>()
                .PublishAsync(new Step(-1), new DeliveryOptions { DeliverWithin = TimeSpan.FromMilliseconds(50) });
        }

        await _database.EventuallyAsync("select count(*) from messaging.envelopes where deliver_by < now()", 5);
        _mayFinish.SetResult();

        await _database.EventuallyAsync(CountRows, 0);
        _probe.Seen.ShouldNotContain(new Step(-1));
        _probe.Seen.Count.ShouldBe(Capacity + 10);
    }

    private static Task PublishAsync(IHost host, int count, int publishers, int first = 0) =>
        Parallel.ForEachAsync(
            Enumerable.Range(first, count),
            new ParallelOptions { MaxDegreeOfParallelism = publishers, CancellationToken = Cancellation },
            async (number, _) =>
            {
                await using var scope = host.Services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(new Step(number));
            });

    private Task<IHost> StartAsync(Probe probe, Action<WolverineOptions>? configure = null) => _database.StartAsync(probe, options =>
    {
        options.Discovery.IncludeType(typeof(StepHandler));
        configure?.Invoke(options);
    });

    public sealed record Step(int Number);

    public static class StepHandler
    {
        public static Task Handle(Step step, Probe probe) => probe.SeeAsync(step);
    }
}
