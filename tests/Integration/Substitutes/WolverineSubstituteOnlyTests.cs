using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Tests.Integration.Fixture;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Marten;
using Wolverine.Tracking;
using static Monolith.Tests.Integration.Substitutes.WolverineNotes;
using static Monolith.Tests.Integration.Substitutes.WolverineOrders;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>The tables of messages: who owns a row, what becomes of it when its node dies, and that its effect happens once.</summary>
public sealed class WolverineSubstituteOnlyTests(Services services) : WolverineTest(services)
{
    [Fact]
    public async Task Moves_a_message_to_the_dead_letters_after_its_retries()
    {
        var host = await StartAsync(options => options.OnException<TimeoutException>()
            .RetryOnce().Then.ScheduleRetry(TimeSpan.FromMilliseconds(50)).Then.Requeue(2).Then.MoveToErrorQueue());
        _probe.OnSeen = _ => throw new TimeoutException("It does not answer.");
        var message = Noted.New();

        var session = await host.TrackActivity().DoNotAssertOnExceptionsDetected().SendMessageAndWaitAsync(message);

        session.ExecutionFinished.RecordsInOrder().Select(record => record.AttemptNumber).ShouldBe([1, 2, 3, 4]);
        session.MovedToErrorQueue.SingleRecord<Noted>().Exception.ShouldBeOfType<TimeoutException>();
        var letter = await _database.ScalarAsync<string>(
            "select exception_type || ' ' || exception_message || ' ' || attempts from messaging.dead_letters where id = $1",
            session.MovedToErrorQueue.SingleEnvelope<Noted>().Id);
        letter.ShouldBe("System.TimeoutException It does not answer. 4");
        (await CountEnvelopesAsync()).ShouldBe(0);
        (await _database.CountEntriesAsync(message.ReactionId)).ShouldBe(0);
    }

    [Fact]
    public async Task Puts_aside_what_it_cannot_read_and_goes_on()
    {
        var host = await StartAsync();
        var (unknown, broken) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await InsertEnvelopeAsync(unknown, owner: null, "tests.forgotten.v1", "{}");
        await InsertEnvelopeAsync(broken, owner: null, Noted.Alias, "[");

        await PublishAsync(host, Noted.New());
        await _probe.ReachAsync(1);

        await _database.EventuallyAsync("select count(*) from messaging.dead_letters where id in ($1, $2)", 2, unknown, broken);
        await _database.EventuallyAsync(CountRows, 0);
    }

    [Fact]
    public async Task Takes_over_what_a_dead_node_left()
    {
        var dying = await StartAsync();
        var isHandling = NewGate();
        Noted[] messages = [Noted.New(), Noted.New(), Noted.New()];
        // All workers are busy when the node dies: none may still begin a message in what is left of it.
        var idle = Math.Min(messages.Length, Environment.ProcessorCount);
        _probe.OnSeen = _ =>
        {
            if (Interlocked.Decrement(ref idle) == 0)
                isHandling.TrySetResult();
            return Task.Delay(Timeout.Infinite, Cancellation);
        };
        foreach (var message in messages)
            await PublishAsync(dying, message);
        await isHandling.Task.WaitAsync(Cancellation);
        _database.Crash(dying);
        (await _database.ScalarAsync<long>("select count(*) from messaging.envelopes where owner is not null")).ShouldBe(3);

        var heir = new Probe();
        await StartAsync(probe: heir);
        await heir.ReachAsync(3);
        await _database.EventuallyAsync(CountRows, 0);

        foreach (var message in messages)
            (await _database.CountEntriesAsync(message.ReactionId)).ShouldBe(1);
        (await _database.ScalarAsync<long>("select count(*) from messaging.nodes")).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_taken_from_a_node_that_was_only_slow_has_its_effect_once()
    {
        // It looks into the database only when it starts, so that the message does not come back to itself.
        await (await StartAsync()).StopAsync(Cancellation);
        await InsertEnvelopeAsync(Guid.CreateVersion7(), owner: null, Noted.Alias, System.Text.Json.JsonSerializer.Serialize(Noted.New()));
        var slow = await StartAsync(options => options.Durability.ScheduledJobPollingTime = TimeSpan.FromHours(1));
        await _probe.ReachAsync(1);
        await _database.EventuallyAsync(CountRows, 0);
        var (isHandling, mayCommit) = (NewGate(), NewGate());
        var takesOver = new Probe();
        _probe.OnSeen = _ =>
        {
            isHandling.TrySetResult();
            return mayCommit.Task;
        };
        var message = Noted.New();
        await PublishAsync(slow, message);
        await isHandling.Task.WaitAsync(Cancellation);

        // As if its heartbeat had failed for a while: the row loses its owner while the handler still runs.
        await _database.ExecuteAsync("update messaging.envelopes set owner = null");
        await StartAsync(probe: takesOver);
        await takesOver.ReachAsync(1);
        await _database.EventuallyAsync(CountRows, 0);
        (await _database.CountEntriesAsync(message.ReactionId)).ShouldBe(1);

        // The same entry from the slow node: an insert, that would fail or double if its transaction came through.
        await _database.ExecuteAsync("delete from ledger.mt_doc_entry where id = $1", message.ReactionId);
        mayCommit.SetResult();
        await slow.StopAsync(Cancellation);
        (await _database.CountEntriesAsync(message.ReactionId)).ShouldBe(0);
        (await _database.ScalarAsync<long>("select count(*) from messaging.dead_letters where message_type = $1 and body = $2",
            Noted.Alias, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(message))).ShouldBe(0);
    }

    [Fact]
    public async Task A_stopping_node_finishes_what_runs_and_leaves_the_rest_to_others()
    {
        var stopping = await StartAsync(options => options.LocalQueue(new Uri(Queue).Host).Sequential());
        var (isHandling, mayCommit) = (NewGate(), NewGate());
        _probe.OnSeen = _ =>
        {
            isHandling.TrySetResult();
            return mayCommit.Task;
        };
        Noted[] messages = [Noted.New(), Noted.New(), Noted.New()];
        foreach (var message in messages)
            await PublishAsync(stopping, message);
        await isHandling.Task.WaitAsync(Cancellation);

        var stop = stopping.StopAsync(Cancellation);
        mayCommit.SetResult();
        await stop;
        _probe.Seen.Count.ShouldBe(1);
        (await _database.ScalarAsync<long>("select count(*) from messaging.envelopes where owner is null")).ShouldBe(2);

        var successor = new Probe();
        await StartAsync(probe: successor);
        await successor.ReachAsync(2);
        await _database.EventuallyAsync(CountRows, 0);
        foreach (var message in messages)
            (await _database.CountEntriesAsync(message.ReactionId)).ShouldBe(1);
    }

    [Fact]
    public async Task Works_off_more_than_a_node_holds_in_memory()
    {
        var host = await StartAsync();
        const int Count = 1_500;
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var outbox = scope.ServiceProvider.GetRequiredService<IMartenOutbox>();
            for (var i = 0; i < Count; i++)
                await outbox.PublishAsync(Noted.New());
            await outbox.Session!.SaveChangesAsync(Cancellation);
        }

        await _probe.ReachAsync(Count);
        await _database.EventuallyAsync(CountRows, 0);
        _probe.Seen.Count.ShouldBe(Count);
    }

    [Fact]
    public async Task Knows_a_node_for_dead_as_soon_as_its_connection_is_gone()
    {
        void Patiently(WolverineOptions options) => options.Durability.StaleNodeTimeout = TimeSpan.FromHours(1);
        var dying = await StartAsync(Patiently);
        var isHandling = NewGate();
        _probe.OnSeen = _ =>
        {
            isHandling.TrySetResult();
            return Task.Delay(Timeout.Infinite, Cancellation);
        };
        await PublishAsync(dying, Noted.New());
        await isHandling.Task.WaitAsync(Cancellation);
        await _database.EventuallyAsync("select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())", 1);
        _database.Crash(dying);
        await _database.ExecuteAsync("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())");

        var heir = new Probe();
        await StartAsync(Patiently, heir);
        await heir.ReachAsync(1);
    }

    [Fact]
    public async Task Waits_for_a_database_that_went_away_without_counting_an_attempt()
    {
        var host = await StartAsync();
        _probe.OnSeen = async _ =>
        {
            if (_probe.Seen.Count == 1)
                await _database.HoldEnvelopesAsync();
        };
        var message = Noted.New();

        var handled = host.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).DoNotAssertOnExceptionsDetected().SendMessageAndWaitAsync(message);
        await _probe.ReachAsync(1);
        await _database.EventuallyAsync(WolverineDatabase.CountWaiting("with written as (delete"), 1);
        await _database.DisconnectAllAsync();
        var session = await handled;

        session.MessageSucceeded.SingleRecord<Noted>().AttemptNumber.ShouldBe(1);
        session.ExecutionFinished.RecordsInOrder().Count().ShouldBe(2);
        (await _database.CountEntriesAsync(message.ReactionId)).ShouldBe(1);
    }

    [Fact]
    public async Task Does_not_start_with_a_handler_that_the_library_would_refuse()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(options =>
        {
            options.Services.AddScoped(_ => new BusUser(null!));
            options.Discovery.IncludeType(typeof(UseBusHandler));
        }));

        failure.Message.ShouldContain(nameof(BusUser));
    }

    private static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async Task PublishAsync(IHost host, object message)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(message);
    }

    private Task<IHost> StartAsync(Action<WolverineOptions>? configure = null, Probe? probe = null) =>
        _database.StartAsync(probe ?? _probe, options =>
        {
            Include(options);
            configure?.Invoke(options);
        });

    private Task<long> CountEnvelopesAsync() => _database.ScalarAsync<long>(CountRows);

    private Task<int> InsertEnvelopeAsync(Guid id, Guid? owner, string messageType, string body) => _database.ExecuteAsync(
        """
        insert into messaging.envelopes (id, destination, owner, attempts, message_type, body, headers, conversation_id, sent_at)
        values ($1, $2, $3, 0, $4, $5, '{}', $1, now())
        """,
        id, Queue, owner is { } node ? node : DBNull.Value, messageType, System.Text.Encoding.UTF8.GetBytes(body));
}
