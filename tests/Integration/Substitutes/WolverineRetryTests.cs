using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Tests.Integration.Fixture;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Persistence.Durability;
using Wolverine.Persistence.Durability.DeadLetterManagement;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What becomes of a message whose handler fails: from a durable queue, and when somebody waits for the answer.</summary>
public sealed class WolverineRetryTests(Services services) : WolverineTest(services)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    private static readonly Dictionary<string, Rule> Rules = new(StringComparer.Ordinal)
    {
        ["none"] = new(_ => { }, Queued: 1, Inline: 1),
        ["retry once"] = new(rule => rule.RetryOnce(), Queued: 2, Inline: 2),
        ["retry times"] = new(rule => rule.RetryTimes(2), Queued: 3, Inline: 3),
        ["retry with cooldown"] = new(rule => rule.RetryWithCooldown(Soon, Soon), Queued: 3, Inline: 3),
        ["retry with cooldown and jitter"] = new(rule => rule.RetryWithCooldown(Soon, Soon).WithFullJitter(), Queued: 3, Inline: 3),
        ["schedule retry"] = new(rule => rule.ScheduleRetry(Soon), Queued: 2, Inline: 1),
        ["schedule retry with jitter"] = new(rule => rule.ScheduleRetry(Soon).WithBoundedJitter(0.5), Queued: 2, Inline: 1),
        ["requeue"] = new(rule => rule.Requeue(), Queued: 3, Inline: 1),
        ["move to error queue"] = new(rule => rule.MoveToErrorQueue(), Queued: 1, Inline: 1),
        ["one after another"] = new(
            rule => rule.RetryOnce().Then.ScheduleRetry(Soon).Then.Requeue(2).Then.MoveToErrorQueue(), Queued: 4, Inline: 2),
    };

    public static TheoryData<string> Names => [.. Rules.Keys];

    public static TheoryData<string> NamesWithRetries => [.. Rules.Where(rule => rule.Value.Queued > 1).Select(rule => rule.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_queued_message_is_put_aside_when_its_attempts_are_used_up(string rule)
    {
        var host = await StartAsync(rule, _ => throw new TimeoutException("Always."));
        var message = new Attempt(Guid.CreateVersion7());

        await SendAsync(host, message);

        (await DeadLettersAsync(host, expected: 1)).ShouldHaveSingleItem().Envelope.Attempts.ShouldBe(Rules[rule].Queued);
        _probe.Seen.ShouldBe(Enumerable.Range(1, Rules[rule].Queued).Cast<object>());
        (await _database.CountEntriesAsync(message.Id)).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(NamesWithRetries))]
    public async Task A_queued_message_that_succeeds_in_its_last_attempt_has_its_effect_once(string rule)
    {
        var last = Rules[rule].Queued;
        var host = await StartAsync(rule, attempt => (int)attempt < last ? throw new TimeoutException("Not yet.") : Task.CompletedTask);
        var message = new Attempt(Guid.CreateVersion7());

        var session = await host.TrackActivity().DoNotAssertOnExceptionsDetected().ExecuteAndWaitAsync(async Task (IMessageContext _) =>
        {
            await SendAsync(host, message);
            await _probe.ReachAsync(last);
        });

        session.MessageSucceeded.SingleMessage<Attempt>().ShouldBe(message);
        (await _database.CountEntriesAsync(message.Id)).ShouldBe(1);
        await DeadLettersAsync(host, expected: 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_caller_who_waits_gets_the_exception_after_the_retries_that_need_no_queue(string rule)
    {
        var host = await StartAsync(rule, _ => throw new TimeoutException("Always."));
        var message = new Attempt(Guid.CreateVersion7());

        await using var scope = host.Services.CreateAsyncScope();
        await Should.ThrowAsync<TimeoutException>(
            () => scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync(message, Cancellation));

        _probe.Seen.Count.ShouldBe(Rules[rule].Inline);
        (await _database.CountEntriesAsync(message.Id)).ShouldBe(0);
        await DeadLettersAsync(host, expected: 0);
    }

    [Fact]
    public async Task A_message_to_be_discarded_is_forgotten()
    {
        var host = await StartAsync(rule => rule.RetryOnce().Then.Discard(), _ => throw new TimeoutException("Always."));
        var message = new Attempt(Guid.CreateVersion7());

        var session = await host.TrackActivity().DoNotAssertOnExceptionsDetected().SendMessageAndWaitAsync(message);

        session.MovedToErrorQueue.AllMessages().ShouldBeEmpty();
        _probe.Seen.ShouldBe([1, 2]);
        (await _database.CountEntriesAsync(message.Id)).ShouldBe(0);
        await DeadLettersAsync(host, expected: 0);
    }

    [Fact]
    public async Task The_first_rule_that_matches_decides_and_covers_each_of_its_exceptions()
    {
        var host = await _database.StartAsync(_probe, options =>
        {
            options.Discovery.IncludeType(typeof(AttemptHandler));
            options.OnException<IOException>(exception => exception.Message == "Busy.").Or<TimeoutException>().RetryTimes(2);
            options.OnException<IOException>().Discard();
            options.OnException<Exception>().RetryTimes(9);
        });
        _probe.OnSeen = attempt => throw ((int)attempt switch { 1 => new IOException("Busy."), 2 => new TimeoutException("Not yet."), _ => new IOException("Gone.") });

        await host.TrackActivity().DoNotAssertOnExceptionsDetected().SendMessageAndWaitAsync(new Attempt(Guid.CreateVersion7()));

        // The third failure is the second rule's, which has an action for the first attempt only.
        _probe.Seen.ShouldBe([1, 2, 3]);
        (await DeadLettersAsync(host, expected: 1)).ShouldHaveSingleItem().ExceptionMessage.ShouldBe("Gone.");
    }

    private static async Task SendAsync(IHost host, object message)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().SendAsync(message);
    }

    /// <summary>The real library writes dead letters behind the back of whoever waits for the message.</summary>
    private static async Task<IReadOnlyList<DeadLetterEnvelope>> DeadLettersAsync(IHost host, int expected)
    {
        var letters = host.Services.GetRequiredService<IMessageStore>().DeadLetters;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var found = await letters.QueryAsync(new(TimeRange.AllTime()), limit.Token);
            if (found.TotalCount == expected)
                return found.Envelopes;
            await Task.Delay(20, limit.Token);
        }
    }

    private Task<IHost> StartAsync(string rule, Func<object, Task> onSeen) => StartAsync(Rules[rule].Apply, onSeen);

    private Task<IHost> StartAsync(Action<PolicyExpression> rule, Func<object, Task> onSeen)
    {
        _probe.OnSeen = onSeen;
        return _database.StartAsync(_probe, options =>
        {
            options.Discovery.IncludeType(typeof(AttemptHandler));
            rule(options.OnException<TimeoutException>());
        });
    }

    private sealed record Rule(Action<PolicyExpression> Apply, int Queued, int Inline);

    public sealed record Attempt(Guid Id);

    public static class AttemptHandler
    {
        public static Task Handle(Attempt attempt, Envelope envelope, IDocumentSession session, Probe probe)
        {
            session.Insert(new Entry(attempt.Id, "attempted"));
            return probe.SeeAsync(envelope.Attempts);
        }
    }
}
