using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Tests.Integration.Fixture;
using Wolverine.Persistence.Durability;
using Wolverine.Persistence.Durability.DeadLetterManagement;
using Wolverine.Tracking;
using static Monolith.Tests.Integration.Substitutes.WolverineNotes;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>Messages that no retry could save are kept with the reason, until somebody sends them back or throws them away.</summary>
public sealed class WolverineDeadLetterTests(Services services) : WolverineTest(services)
{
    [Fact]
    public async Task Keeps_a_message_with_the_reason()
    {
        var host = await StartAsync();

        var id = await FailAsync(host, Noted.New(), "It does not answer.");

        var letter = (await ListAsync(host, expected: 1)).ShouldHaveSingleItem();
        letter.Id.ShouldBe(id);
        letter.MessageType.ShouldBe(Noted.Alias);
        letter.ReceivedAt.ShouldBe(Queue);
        letter.Source.ShouldBe("Ledger");
        letter.ExceptionType.ShouldBe("System.TimeoutException");
        letter.ExceptionMessage.ShouldBe("It does not answer.");
        letter.SentAt.ShouldBe(letter.Envelope.SentAt);
        (await Letters(host).DeadLetterEnvelopeByIdAsync(id)).ShouldNotBeNull().Id.ShouldBe(id);
        (await Letters(host).DeadLetterEnvelopeByIdAsync(Guid.CreateVersion7())).ShouldBeNull();
    }

    [Fact]
    public async Task Replays_a_message_as_if_it_had_never_been_tried()
    {
        var host = await StartAsync();
        var (replayed, left) = (Noted.New(), Noted.New());
        var id = await FailAsync(host, replayed, "It does not answer.");
        await FailAsync(host, left, "Nor does this.");
        _probe.OnSeen = _ => Task.CompletedTask;

        var session = await host.TrackActivity().Timeout(TimeSpan.FromSeconds(30)).ExecuteAndWaitAsync(async Task (Wolverine.IMessageContext _) =>
        {
            await Letters(host).ReplayAsync(new DeadLetterEnvelopeQuery([id]), Cancellation);
            await _probe.ReachAsync(3);
        });

        _probe.Seen[2].ShouldBe(replayed);
        session.ExecutionStarted.SingleEnvelope<Noted>().Attempts.ShouldBe(1);
        (await ListAsync(host, expected: 1)).ShouldHaveSingleItem().Id.ShouldNotBe(id);
        (await _database.CountEntriesAsync(replayed.ReactionId)).ShouldBe(1);
        (await _database.CountEntriesAsync(left.ReactionId)).ShouldBe(0);
    }

    [Fact]
    public async Task Discards_a_message_and_leaves_the_others()
    {
        var host = await StartAsync();
        var discarded = await FailAsync(host, Noted.New(), "It does not answer.");
        var left = await FailAsync(host, Noted.New(), "Nor does this.");

        await Letters(host).DiscardAsync(new DeadLetterEnvelopeQuery([discarded]), Cancellation);

        (await ListAsync(host, expected: 1)).ShouldHaveSingleItem().Id.ShouldBe(left);
    }

    [Fact]
    public async Task Finds_dead_letters_by_what_is_known_about_them_and_page_by_page()
    {
        var host = await StartAsync();
        for (var i = 0; i < 3; i++)
            await FailAsync(host, Noted.New(), "It does not answer.");
        var all = await ListAsync(host, expected: 3);

        (await CountAsync(new() { MessageType = Noted.Alias })).ShouldBe(3);
        (await CountAsync(new() { MessageType = "tests.other.v1" })).ShouldBe(0);
        (await CountAsync(new() { ExceptionType = "System.TimeoutException" })).ShouldBe(3);
        (await CountAsync(new() { ExceptionType = "System.OtherException" })).ShouldBe(0);
        (await CountAsync(new() { ReceivedAt = Queue })).ShouldBe(3);
        (await CountAsync(new() { ReceivedAt = "local://other/" })).ShouldBe(0);
        (await CountAsync(new(new TimeRange(all.Min(letter => letter.SentAt), null)))).ShouldBe(3);
        (await CountAsync(new(new TimeRange(null, all.Min(letter => letter.SentAt).AddMinutes(-1))))).ShouldBe(0);

        var pages = new List<Guid>();
        for (var page = 1; page <= 2; page++)
        {
            var found = await Letters(host).QueryAsync(new() { PageNumber = page, PageSize = 2 }, Cancellation);
            (found.TotalCount, found.PageNumber).ShouldBe((3, page));
            pages.AddRange(found.Envelopes.Select(letter => letter.Id));
        }

        pages.ShouldBe(all.Select(letter => letter.Id), ignoreOrder: true);

        async Task<int> CountAsync(DeadLetterEnvelopeQuery query) => (await Letters(host).QueryAsync(query, Cancellation)).TotalCount;
    }

    private static IDeadLetters Letters(IHost host) => host.Services.GetRequiredService<IMessageStore>().DeadLetters;

    /// <summary>The real library writes dead letters behind the back of whoever waits for the message.</summary>
    private static async Task<IReadOnlyList<DeadLetterEnvelope>> ListAsync(IHost host, int expected)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var found = await Letters(host).QueryAsync(new(TimeRange.AllTime()), limit.Token);
            if (found.TotalCount == expected)
                return found.Envelopes;
            await Task.Delay(20, limit.Token);
        }
    }

    private async Task<Guid> FailAsync(IHost host, Noted message, string reason)
    {
        _probe.OnSeen = _ => throw new TimeoutException(reason);
        var session = await host.TrackActivity().DoNotAssertOnExceptionsDetected().SendMessageAndWaitAsync(message);
        return session.MovedToErrorQueue.SingleEnvelope<Noted>().Id;
    }

    private Task<IHost> StartAsync() => _database.StartAsync(_probe, Include);
}
