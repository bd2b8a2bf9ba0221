using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Tests.Integration.Fixture;
using Wolverine;
using Wolverine.Marten;
using Wolverine.Tracking;
using static Monolith.Tests.Integration.Substitutes.WolverineTroubles;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>Whatever one message does, the others are handled.</summary>
public sealed class WolverineIsolationTests(Services services) : WolverineTest(services)
{
    private readonly Gate _gate = new();

    public override ValueTask DisposeAsync()
    {
        _gate.Open();
        return base.DisposeAsync();
    }

    [Fact]
    public async Task A_message_that_always_fails_stops_neither_its_own_queue_nor_another()
    {
        var host = await StartAsync();
        _gate.Open();

        var session = await host.TrackActivity().DoNotAssertOnExceptionsDetected().ExecuteAndWaitAsync(async Task (IMessageContext bus) =>
        {
            await bus.PublishAsync(new Poison(IsPoisonous: true));
            await bus.PublishAsync(new Poison(IsPoisonous: false));
            await bus.PublishAsync(Harmless.New());
        });

        session.MovedToErrorQueue.SingleRecord<Poison>().Exception.ShouldBeOfType<InvalidDataException>();
        _probe.Seen.Count.ShouldBe(2);
        _probe.Seen.ShouldContain(new Poison(IsPoisonous: false));
    }

    [Fact]
    public async Task A_thousand_messages_that_always_fail_do_not_stop_another_queue()
    {
        const int Poisons = 1_000;
        const int Others = 50;
        var host = await StartAsync();

        var session = await host.TrackActivity().Timeout(TimeSpan.FromMinutes(1)).DoNotAssertOnExceptionsDetected().ExecuteAndWaitAsync(async Task (_) =>
        {
            await PublishTogetherAsync(host, Enumerable.Repeat(new Poison(IsPoisonous: true), Poisons));
            await PublishTogetherAsync(host, Enumerable.Range(0, Others).Select(_ => Harmless.New()));

            // All the poison is there, and none of it gone, when the others come through.
            await _probe.ReachAsync(Others);
            _gate.Open();
        });

        session.MovedToErrorQueue.RecordsInOrder().Count().ShouldBe(Poisons);
        _probe.Seen.Count.ShouldBe(Others);
    }

    [Fact]
    public async Task A_queue_whose_workers_are_all_busy_does_not_stop_another()
    {
        var host = await StartAsync();
        var slow = 2 * Environment.ProcessorCount;
        await PublishTogetherAsync(host, Enumerable.Range(0, slow).Select(number => new Slow(number)));

        await PublishTogetherAsync(host, [Harmless.New()]);
        await _probe.ReachAsync(1);
        _probe.Seen.ShouldAllBe(seen => seen is Harmless);

        _gate.Open();
        await _probe.ReachAsync(1 + slow);
    }

    [Fact]
    public async Task A_handler_that_does_not_heed_its_cancellation_stops_no_other_queue()
    {
        var host = await StartAsync(options => options.DefaultExecutionTimeout = TimeSpan.FromSeconds(1));
        await PublishTogetherAsync(host, [new Hung()]);
        await _probe.ReachAsync(1);

        await PublishTogetherAsync(host, [Harmless.New()]);

        await _probe.ReachAsync(2);
        _probe.Seen.Select(seen => seen.GetType()).ShouldBe([typeof(Hung), typeof(Harmless)]);
    }

    [Fact]
    public async Task A_handler_that_throws_after_writing_leaves_neither_documents_nor_messages()
    {
        var host = await StartAsync();
        var (half, harmless) = (new HalfDone(Guid.CreateVersion7()), Harmless.New());

        var session = await host.TrackActivity().DoNotAssertOnExceptionsDetected().ExecuteAndWaitAsync(async Task (IMessageContext bus) =>
        {
            await bus.PublishAsync(half);
            await bus.PublishAsync(harmless);
        });

        session.MovedToErrorQueue.SingleMessage<HalfDone>().ShouldBe(half);
        _probe.Seen.ShouldBe([harmless]);
        (await _database.ScalarAsync<long>("select count(*) from ledger.mt_doc_entry")).ShouldBe(1);
        (await _database.CountEntriesAsync(harmless.Id)).ShouldBe(1);
    }

    /// <summary>In one transaction.</summary>
    private static async Task PublishTogetherAsync<T>(IHost host, IEnumerable<T> messages)
        where T : notnull
    {
        await using var scope = host.Services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<IMartenOutbox>();
        foreach (var message in messages)
            await outbox.PublishAsync(message);
        await outbox.Session!.SaveChangesAsync(Cancellation);
    }

    private Task<IHost> StartAsync(Action<WolverineOptions>? configure = null) => _database.StartAsync(_probe, options =>
    {
        Include(options);
        options.Services.AddSingleton(_gate);
        configure?.Invoke(options);
    });
}
