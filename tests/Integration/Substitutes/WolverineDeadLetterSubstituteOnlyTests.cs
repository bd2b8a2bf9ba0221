using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monolith.Tests.Integration.Fixture;
using Wolverine;
using Wolverine.Persistence.Durability;
using Wolverine.Tracking;
using static Monolith.Tests.Integration.Substitutes.WolverineNotes;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What the table of dead letters keeps, and that a message leaves it once.</summary>
public sealed class WolverineDeadLetterSubstituteOnlyTests(Services services) : WolverineTest(services)
{
    [Fact]
    public async Task A_message_that_several_operators_replay_at_once_is_handled_once()
    {
        const int Letters = 20;
        var host = await StartAsync();
        _probe.OnSeen = _ => throw new TimeoutException("It does not answer.");
        var messages = Enumerable.Range(0, Letters).Select(_ => Noted.New()).ToArray();
        await host.TrackActivity().DoNotAssertOnExceptionsDetected().Timeout(TimeSpan.FromSeconds(30)).ExecuteAndWaitAsync(async Task (IMessageContext bus) =>
        {
            foreach (var message in messages)
                await bus.PublishAsync(message);
        });
        _probe.OnSeen = _ => Task.CompletedTask;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => LettersOf(host).ReplayAsync(new(), Cancellation)));

        await _probe.ReachAsync(2 * Letters);
        await _database.EventuallyAsync(CountRows, 0);
        _probe.Seen.Count.ShouldBe(2 * Letters);
        (await _database.ScalarAsync<long>("select count(*) from messaging.dead_letters")).ShouldBe(0);
        foreach (var message in messages)
            (await _database.CountEntriesAsync(message.ReactionId)).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_of_an_unknown_type_is_replayed_after_the_upgrade()
    {
        var old = await _database.StartAsync(_probe, options => options.Discovery.IncludeType(typeof(NotedHandler)));
        var (id, message) = (Guid.CreateVersion7(), Noted.New());
        await InsertEnvelopeAsync(id, message);
        await _database.EventuallyAsync("select count(*) from messaging.dead_letters where id = $1", 1, id);
        var failedAt = await _database.ScalarAsync<DateTime>("select failed_at from messaging.dead_letters");

        await LettersOf(old).ReplayAsync(new([id]), Cancellation);
        await _database.EventuallyAsync("select count(*) from messaging.dead_letters where failed_at > $1", 1, failedAt);
        _probe.Seen.ShouldBeEmpty();
        await old.StopAsync(Cancellation);

        await LettersOf(await StartAsync()).ReplayAsync(new([id]), Cancellation);
        await _probe.ReachAsync(1);
        _probe.Seen.ShouldBe([message]);
    }

    [Fact]
    public async Task Keeps_what_was_known_about_the_message_and_gives_it_back()
    {
        const string Known =
            """
            select concat_ws('|', id, destination, message_type, encode(body, 'hex'), headers, source, correlation_id, conversation_id,
                parent_id, sent_at) from
            """;
        var host = await StartAsync();
        _probe.OnSeen = _ => throw new TimeoutException("It does not answer.");
        await host.TrackActivity().DoNotAssertOnExceptionsDetected().ExecuteAndWaitAsync(async Task (IMessageContext bus) =>
        {
            bus.CorrelationId = "request-7";
            await bus.PublishAsync(Noted.New(), new DeliveryOptions().WithHeader("tenant", "north"));
        });
        var id = await _database.ScalarAsync<Guid>("select id from messaging.dead_letters");
        var dead = await _database.ScalarAsync<string>($"{Known} messaging.dead_letters");
        dead.ShouldNotBeNull().ShouldContain("request-7");
        var letter = (await LettersOf(host).DeadLetterEnvelopeByIdAsync(id)).ShouldNotBeNull();
        letter.Envelope.Attempts.ShouldBe(1);
        letter.Envelope.Headers["tenant"].ShouldBe("north");
        letter.ExecutionTime.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(letter.SentAt.AddMilliseconds(-1));
        await host.StopAsync(Cancellation);

        await LettersOf(host).ReplayAsync(new([id]), Cancellation);

        (await _database.ScalarAsync<string>($"{Known} messaging.envelopes where attempts = 0 and owner is null")).ShouldBe(dead);
    }

    [Fact]
    public async Task Cuts_long_texts_and_stores_any_character()
    {
        var host = await StartAsync();
        _probe.OnSeen = _ => throw new TimeoutException("\0" + string.Concat(Enumerable.Repeat("\U0001F600", 20_000)));

        await host.TrackActivity().DoNotAssertOnExceptionsDetected().SendMessageAndWaitAsync(Noted.New());

        var letter = await _database.ScalarAsync<string>(
            "select length(exception_message) || ' ' || (length(exception_detail) <= 16000) || ' ' || left(exception_message, 2) from messaging.dead_letters");
        // 1 + 999 whole characters of two UTF-16 units each, and the half that the cut left.
        letter.ShouldBe("1001 true \uFFFD\U0001F600");
    }

    [Fact]
    public async Task Logs_why_a_message_failed_but_not_what_it_says()
    {
        var log = new StringBuilder();
        var host = await StartAsync(options => options.Services.AddLogging(logging =>
            logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Written(log))));
        _probe.OnSeen = _ => throw new TimeoutException("It does not answer.");
        var message = Noted.New();

        await host.TrackActivity().DoNotAssertOnExceptionsDetected().SendMessageAndWaitAsync(message);
        await InsertEnvelopeAsync(Guid.CreateVersion7(), message, "tests.forgotten.v1");
        await _database.EventuallyAsync("select count(*) from messaging.dead_letters", 2);

        lock (log)
        {
            log.ToString().ShouldContain("It does not answer.");
            log.ToString().ShouldContain("tests.forgotten.v1");
            log.ToString().ShouldNotContain(message.ReactionId.ToString());
        }
    }

    private static IDeadLetters LettersOf(IHost host) => host.Services.GetRequiredService<IMessageStore>().DeadLetters;

    private Task<IHost> StartAsync(Action<WolverineOptions>? configure = null) => _database.StartAsync(_probe, options =>
    {
        Include(options);
        configure?.Invoke(options);
    });

    private Task<int> InsertEnvelopeAsync(Guid id, Noted message, string messageType = Noted.Alias) => _database.ExecuteAsync(
        """
        insert into messaging.envelopes (id, destination, attempts, message_type, body, headers, conversation_id, sent_at)
        values ($1, $2, 0, $3, $4, '{}', $1, now())
        """,
        id, Queue, messageType, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(message));

    private sealed class Written(StringBuilder log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (log)
                log.AppendLine(formatter(state, exception)).AppendLine(exception?.ToString());
        }

        public void Dispose()
        {
        }
    }
}
