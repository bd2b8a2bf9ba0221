using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Tests.Integration.Fixture;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Tracking;
using static Monolith.Tests.Integration.Substitutes.WolverineNotes;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What a service measures about its messages, under names of our own (ADR 0009).</summary>
[Collection(nameof(NobodyElseListens))]
public sealed class WolverineMetricsSubstituteOnlyTests(Services services) : WolverineTest(services)
{
    private const string Noting = "message.type=tests.noted.v1, message.destination=" + Queue;

    private readonly string _service = $"Measured-{Guid.CreateVersion7():N}";

    [Fact]
    public async Task Counts_what_is_sent_and_handled_by_outcome()
    {
        using var measured = new Measurements(_service);
        var host = await StartAsync(options => options.OnException<TimeoutException>().RetryOnce());

        await host.InvokeMessageAndWaitAsync(new Note(Guid.CreateVersion7()));
        await host.ExecuteAndWaitAsync(
            context => context.PublishAsync(Noted.New(), new DeliveryOptions { DeliverWithin = TimeSpan.FromTicks(1) }).AsTask());
        _probe.OnSeen = _ => throw new TimeoutException("Always.");
        await host.TrackActivity().DoNotAssertOnExceptionsDetected().SendMessageAndWaitAsync(Noted.New());
        await host.TrackActivity().DoNotAssertOnExceptionsDetected().ExecuteAndWaitAsync(
            bus => Should.ThrowAsync<TimeoutException>(() => bus.InvokeAsync(new NoteAndFail(Guid.CreateVersion7(), 9))));

        var note = $"message.type={typeof(Note).FullName}";
        var noteAndFail = $"message.type={typeof(NoteAndFail).FullName}";
        measured.Sums["messages.sent"].ShouldBe(new Dictionary<string, double> { [Noting] = 3 }, ignoreOrder: true);
        measured.Sums["messages.handled"].ShouldBe(
            new Dictionary<string, double>
            {
                [note + ", outcome=succeeded"] = 1,
                [Noting + ", outcome=succeeded"] = 1,
                [Noting + ", outcome=discarded"] = 1,
                [Noting + ", outcome=dead_lettered"] = 1,
                [noteAndFail + ", outcome=failed"] = 1,
            },
            ignoreOrder: true);
        measured.Sums["messages.retries"].ShouldBe(
            new Dictionary<string, double>
            {
                [Noting + ", error.type=System.TimeoutException"] = 1,
                [noteAndFail + ", error.type=System.TimeoutException"] = 1,
            },
            ignoreOrder: true);
        measured.Sums["messages.dead_letters"].ShouldBe(
            new Dictionary<string, double> { [Noting + ", error.type=System.TimeoutException"] = 1 });
    }

    [Fact]
    public async Task Measures_each_attempt_in_seconds()
    {
        using var measured = new Measurements(_service);
        var host = await StartAsync(options => options.OnException<TimeoutException>().RetryOnce());
        _probe.OnSeen = _ => _probe.Seen.Count == 1 ? throw new TimeoutException("Not yet.") : Task.Delay(20, Cancellation);

        await host.TrackActivity().DoNotAssertOnExceptionsDetected().SendMessageAndWaitAsync(Noted.New());

        measured.Sums["messages.duration"].Keys.ShouldBe([Noting, Noting + ", error.type=System.TimeoutException"], ignoreOrder: true);
        measured.Sums["messages.duration"][Noting].ShouldBeInRange(0.015, 10);
        var duration = measured.Instruments["messages.duration"].ShouldBeOfType<Histogram<double>>();
        duration.Unit.ShouldBe("s");
        duration.Advice!.HistogramBucketBoundaries![0].ShouldBe(0.005);
    }

    [Fact]
    public async Task Tells_how_much_waits_in_the_database_and_for_how_long_by_queue()
    {
        // What a node finds at its start, from one that has died: when it is put aside, for nobody can read it, the start is over.
        await (await StartAsync(options => options.ServiceName = "Earlier")).StopAsync(Cancellation);
        await InsertAsync("envelopes", owner: Guid.CreateVersion7(), "now()");
        using var measured = new Measurements(_service);
        // After its start it looks for work and for dead nodes no more.
        await StartAsync(options =>
        {
            options.Durability.UpdateMetricsPeriod = TimeSpan.FromMilliseconds(50);
            options.Durability.ScheduledJobPollingTime = TimeSpan.FromHours(1);
            options.Durability.HealthCheckPollingTime = TimeSpan.FromHours(1);
        });
        var queue = $"message.destination={Queue}";
        await measured.EventuallyAsync("messages.dead_letters.waiting", queue, letters => letters is 1);

        await InsertAsync("envelopes", owner: null, "now() - interval '1 minute'", dueAt: "now() - interval '2 hours'");
        await InsertAsync("envelopes", owner: null, "now() - interval '1 hour'");
        await InsertAsync("envelopes", owner: Guid.CreateVersion7(), "now() - interval '3 hours'");
        await InsertAsync("envelopes", owner: null, "now() - interval '9 hours'", dueAt: "now() + interval '9 hours'");
        await InsertAsync("dead_letters", owner: null, "now()");

        await measured.EventuallyAsync("messages.queue.depth", queue, depth => depth is 3);
        await measured.EventuallyAsync("messages.queue.oldest.age", queue, age => age is > 10_799 and < 11_400);
        await measured.EventuallyAsync("messages.dead_letters.waiting", queue, letters => letters is 2);

        await _database.ExecuteAsync("delete from messaging.envelopes");
        await _database.ExecuteAsync("delete from messaging.dead_letters");
        await measured.EventuallyAsync("messages.queue.depth", queue, depth => depth is 0);
        await measured.EventuallyAsync("messages.queue.oldest.age", queue, age => age is 0);
        await measured.EventuallyAsync("messages.dead_letters.waiting", queue, letters => letters is null);
    }

    [Fact]
    public async Task Measuring_an_invoked_message_allocates_nothing()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.UseWolverine(options =>
        {
            options.ServiceName = _service;
            options.Discovery.DisableConventionalDiscovery().IncludeType(typeof(NothingHandler));
        });
        using var host = builder.Build();
        await host.StartAsync(Cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
        var message = new Nothing();
        var unmeasured = Allocated();
        var count = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == $"Wolverine:{_service}")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => count += value);
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => count++);
        listener.Start();

        Allocated().ShouldBeLessThan(unmeasured + 1_000);
        count.ShouldBe(40_000);

        // The second of two rounds: the first one compiles.
        long Allocated()
        {
            var before = 0L;
            for (var round = 0; round < 2; round++)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
                for (var i = 0; i < 10_000; i++)
                    bus.InvokeAsync(message, Cancellation).IsCompletedSuccessfully.ShouldBeTrue();
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private Task<IHost> StartAsync(Action<WolverineOptions>? configure = null) =>
        _database.StartAsync(_probe, options =>
        {
            Include(options);
            options.ServiceName = _service;
            configure?.Invoke(options);
        });

    private Task<int> InsertAsync(string table, Guid? owner, string sentAt, string dueAt = "null")
    {
        var (columns, values) = table == "envelopes" ? ("", "") : (", exception_type, exception_message, exception_detail", ", '', '', ''");
        return _database.ExecuteAsync(
            $$"""
            insert into messaging.{{table}} (id, destination, owner, attempts, message_type, body, headers, conversation_id, sent_at, due_at{{columns}})
            values ($1, $2, $3, 0, 'tests.noted.v1', '', '{}', $1, {{sentAt}}, {{dueAt}}{{values}})
            """,
            Guid.CreateVersion7(), Queue, owner is { } node ? node : DBNull.Value);
    }

    public sealed record Nothing;

    public static class NothingHandler
    {
        public static void Handle(Nothing _)
        {
        }
    }
}

/// <summary>
/// Run while no other test does: whoever listens to the activities of messages, in the whole process, has every message make some.
/// </summary>
[CollectionDefinition(nameof(NobodyElseListens), DisableParallelization = true)]
public sealed class NobodyElseListens : ICollectionFixture<NobodyElseListens.Silence>
{
    /// <summary>Hosts that wait for the next test to use them listen, too.</summary>
    public sealed class Silence(Services services) : IAsyncLifetime
    {
        public async ValueTask InitializeAsync() => await services.EndIdleAsync();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
