using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Tests.Integration.Fixture;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Marten;
using Wolverine.Tracking;
using static Monolith.Tests.Integration.Substitutes.WolverineNotes;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What a handler stores and what it publishes is one transaction, and one reaction another.</summary>
public sealed class WolverineTransactionTests(Services services) : WolverineTest(services)
{
    [Fact]
    public async Task Commits_documents_and_messages_together()
    {
        var host = await StartAsync();
        var id = Guid.CreateVersion7();

        var session = await host.InvokeMessageAndWaitAsync(new Note(id));

        (await _database.CountEntriesAsync(id)).ShouldBe(1);
        (await _database.CountEntriesAsync(session.MessageSucceeded.SingleMessage<Noted>().ReactionId)).ShouldBe(1);
    }

    [Fact]
    public async Task Keeps_neither_documents_nor_messages_of_a_failed_handler()
    {
        var host = await StartAsync(options => options.OnException<TimeoutException>().RetryTimes(2));
        var id = Guid.CreateVersion7();

        var session = await host.TrackActivity().DoNotAssertOnExceptionsDetected()
            .ExecuteAndWaitAsync(bus => Should.ThrowAsync<TimeoutException>(() => bus.InvokeAsync(new NoteAndFail(id, Failures: 9))));

        session.ExecutionFinished.RecordsInOrder().Count().ShouldBe(3);
        session.Sent.AllMessages().ShouldBeEmpty();
        (await _database.CountEntriesAsync(id)).ShouldBe(0);
    }

    [Fact]
    public async Task Tries_again_with_a_fresh_session()
    {
        var host = await StartAsync(options => options.OnException<TimeoutException>().RetryTimes(2));
        var id = Guid.CreateVersion7();

        await host.TrackActivity().DoNotAssertOnExceptionsDetected().InvokeMessageAndWaitAsync(new NoteAndFail(id, Failures: 2));

        // A session that survived its failed attempt would insert the entry more than once and fail again.
        (await _database.CountEntriesAsync(id)).ShouldBe(1);
    }

    [Fact]
    public async Task An_outbox_sends_when_its_session_commits()
    {
        var host = await StartAsync();
        var (kept, dropped) = (Noted.New(), Noted.New());

        var session = await host.ExecuteAndWaitAsync(async () =>
        {
            await using var scope = host.Services.CreateAsyncScope();
            var outbox = scope.ServiceProvider.GetRequiredService<IMartenOutbox>();
            outbox.Session!.Insert(new Entry(kept.Id, "with a message"));
            await outbox.PublishAsync(kept);
            await outbox.Session.SaveChangesAsync(Cancellation);

            await using var unsaved = host.Services.GetRequiredService<IDocumentStore>().LightweightSession();
            outbox.Enroll(unsaved);
            await outbox.PublishAsync(dropped);
        });

        session.Sent.AllMessages().ShouldBe([kept]);
        (await _database.CountEntriesAsync(kept.Id)).ShouldBe(1);
        (await _database.CountEntriesAsync(kept.ReactionId)).ShouldBe(1);
    }

    [Fact]
    public async Task The_failure_of_one_reaction_does_not_touch_another()
    {
        var host = await StartAsync(options => options.Discovery.IncludeType(typeof(AlsoNotedHandler)));
        _probe.OnSeen = seen => seen is "also" ? throw new TimeoutException("Only this one.") : Task.CompletedTask;
        var message = Noted.New();

        var session = await host.TrackActivity().DoNotAssertOnExceptionsDetected().SendMessageAndWaitAsync(message);

        session.Sent.Envelopes().Select(envelope => envelope.Destination!.AbsoluteUri)
            .ShouldBe([QueueOf(typeof(NotedHandler)), QueueOf(typeof(AlsoNotedHandler))], ignoreOrder: true);
        session.MovedToErrorQueue.SingleEnvelope<Noted>().Destination!.AbsoluteUri.ShouldBe(QueueOf(typeof(AlsoNotedHandler)));
        session.MessageSucceeded.SingleEnvelope<Noted>().Destination!.AbsoluteUri.ShouldBe(QueueOf(typeof(NotedHandler)));
        (await _database.CountEntriesAsync(message.ReactionId)).ShouldBe(1);
    }

    [Fact]
    public async Task Handles_a_scheduled_message_when_it_is_due()
    {
        var host = await StartAsync();
        var message = Noted.New();

        var session = await host.TrackActivity().ExecuteAndWaitAsync(bus => bus.ScheduleAsync(message, TimeSpan.FromMilliseconds(300)));
        session.AllRecordsInOrder(MessageEventType.Scheduled).Length.ShouldBe(1);
        _probe.Seen.ShouldBeEmpty();

        await _probe.ReachAsync(1);
    }

    private static string QueueOf(Type handler) =>
        $"local://{handler.FullName!.Replace('+', '.').ToLowerInvariant()}/";

    private Task<IHost> StartAsync(Action<WolverineOptions>? configure = null) =>
        _database.StartAsync(_probe, options =>
        {
            Include(options);
            configure?.Invoke(options);
        });
}
