using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Tests.Integration.Fixture;
using Wolverine;
using Wolverine.Persistence.Durability;
using Wolverine.Persistence.Durability.DeadLetterManagement;
using static Monolith.Tests.Integration.Substitutes.WolverineNotes;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>
/// Nodes that look into the database only when something tells them to: with an hour between two looks of their own accord, whatever is
/// handled here was fetched because of a signal.
/// </summary>
public sealed class WolverineWakeUpSubstituteOnlyTests(Services services) : WolverineTest(services)
{
    private const int LocalQueueCapacity = 1_000;

    private readonly TaskCompletionSource _mayFinish = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ValueTask DisposeAsync()
    {
        _mayFinish.TrySetResult();
        return base.DisposeAsync();
    }

    [Fact]
    public async Task What_a_stopping_node_leaves_goes_to_another_at_once()
    {
        var stopping = await StartAsync(_probe, options => options.LocalQueue(typeof(NotedHandler).FullName!).Sequential());
        _probe.OnSeen = _ => _mayFinish.Task;
        foreach (var _ in Enumerable.Range(0, 5))
            await PublishAsync(stopping, Noted.New());
        await _probe.ReachAsync(1);
        var other = new Probe();
        await StartAsync(other);

        var stop = stopping.StopAsync(Cancellation);
        _mayFinish.SetResult();
        await stop;

        await other.ReachAsync(4);
        await _database.EventuallyAsync(CountRows, 0);
        _probe.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_finds_no_room_on_one_node_goes_to_another_at_once()
    {
        var full = await StartAsync(_probe, options => options.LocalQueue(typeof(NotedHandler).FullName!).Sequential());
        _probe.OnSeen = _ => _mayFinish.Task;
        var other = new Probe();
        await StartAsync(other);

        await PublishAllAsync(full, Enumerable.Range(0, LocalQueueCapacity + 600).Select(_ => Noted.New()));

        await other.ReachAsync(600);
        _probe.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_node_that_lost_its_connection_hears_again()
    {
        await StartAsync(_probe);
        await _database.EventuallyAsync(CountListeners, 1);
        var before = await _database.ScalarAsync<int>(Listener);
        await _database.ExecuteAsync($"select pg_terminate_backend({before})");
        await _database.EventuallyAsync($"select count(*) from pg_stat_activity where pid = ({Listener}) and pid <> {before}", 1);
        await _database.EventuallyAsync(CountListeners, 1);

        await _database.ExecuteAsync(InsertUnowned, Guid.CreateVersion7(), System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(Noted.New()));
        await _database.ExecuteAsync("select pg_notify('messaging_messages', '')");

        await _probe.ReachAsync(1);
    }

    [Fact]
    public async Task What_was_scheduled_by_a_node_that_has_stopped_is_handled_when_it_is_due()
    {
        var scheduling = await StartAsync(new Probe());
        await PublishAsync(scheduling, Noted.New(), new DeliveryOptions { ScheduleDelay = TimeSpan.FromSeconds(2) });
        await scheduling.StopAsync(Cancellation);

        await StartAsync(_probe);
        _probe.Seen.ShouldBeEmpty();
        await _probe.ReachAsync(1);
        await _database.EventuallyAsync(CountRows, 0);
    }

    [Fact]
    public async Task What_became_due_while_no_node_was_there_is_handled_by_the_first_that_comes()
    {
        var scheduling = await StartAsync(new Probe());
        await PublishAsync(scheduling, Noted.New(), new DeliveryOptions { ScheduleDelay = TimeSpan.FromMilliseconds(300) });
        await scheduling.StopAsync(Cancellation);
        await _database.EventuallyAsync("select count(*) from messaging.envelopes where due_at <= now()", 1);

        await StartAsync(_probe);

        await _probe.ReachAsync(1);
    }

    [Fact]
    public async Task A_later_message_does_not_delay_an_earlier_one()
    {
        var host = await StartAsync(_probe);
        await PublishAsync(host, Noted.New(), new DeliveryOptions { ScheduleDelay = TimeSpan.FromHours(1) });
        var soon = Noted.New();
        await PublishAsync(host, soon, new DeliveryOptions { ScheduleDelay = TimeSpan.FromMilliseconds(200) });

        await _probe.ReachAsync(1);
        _probe.Seen.ShouldBe([soon]);
    }

    [Fact]
    public async Task A_replayed_dead_letter_is_handled_at_once()
    {
        var host = await StartAsync(_probe);
        _probe.OnSeen = _ => _probe.Seen.Count == 1 ? throw new TimeoutException("Once.") : Task.CompletedTask;
        await PublishAsync(host, Noted.New());
        await _database.EventuallyAsync("select count(*) from messaging.dead_letters", 1);

        await host.Services.GetRequiredService<IMessageStore>().DeadLetters.ReplayAsync(new DeadLetterEnvelopeQuery(), Cancellation);

        await _probe.ReachAsync(2);
        await _database.EventuallyAsync(CountRows, 0);
    }

    private const string Listener = "select pid from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())";

    private const string CountListeners = $"select count(*) from ({Listener}) listener";

    private const string InsertUnowned =
        """
        insert into messaging.envelopes (id, destination, attempts, message_type, body, headers, conversation_id, sent_at)
        values ($1, 'local://monolith.tests.integration.substitutes.wolverinenotes.notedhandler/', 0, 'tests.noted.v1', $2, '{}', $1, now())
        """;

    private static async Task PublishAsync(IHost host, object message, DeliveryOptions? options = null)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(message, options);
    }

    private static Task PublishAllAsync(IHost host, IEnumerable<Noted> messages) =>
        Parallel.ForEachAsync(messages, Cancellation, async (message, _) => await PublishAsync(host, message));

    private Task<IHost> StartAsync(Probe probe, Action<WolverineOptions>? configure = null) => _database.StartAsync(probe, options =>
    {
        Include(options);
        options.Durability.ScheduledJobPollingTime = TimeSpan.FromHours(1);
        configure?.Invoke(options);
    });
}
