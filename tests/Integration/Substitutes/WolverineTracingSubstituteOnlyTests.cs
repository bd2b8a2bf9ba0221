using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Tests.Integration.Fixture;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Tracking;
using static Monolith.Tests.Integration.Substitutes.WolverineNotes;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>The activities of messages: one for the sending and one for each handling, whichever node does it.</summary>
public sealed class WolverineTracingSubstituteOnlyTests(Services services) : WolverineTest(services)
{
    private readonly TracedMessages _traced = new();
    private readonly Activity _request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _traced.Dispose();
        _request.Dispose();
    }

    [Fact]
    public async Task Says_what_was_sent_and_handled_and_by_whom()
    {
        var host = await StartAsync();
        _request.Start();

        var session = await host.ExecuteAndWaitAsync(bus =>
        {
            bus.CorrelationId = "request-7";
            return bus.PublishAsync(Noted.New()).AsTask();
        });
        await host.StopAsync(Cancellation);

        var id = session.MessageSucceeded.SingleEnvelope<Noted>().Id;
        var sent = _traced.SentIn(_request).ShouldHaveSingleItem();
        var handled = _traced.HandledIn(_request).ShouldHaveSingleItem();
        (sent.OperationName, handled.OperationName).ShouldBe(("send", Noted.Alias));
        foreach (var activity in new[] { sent, handled })
        {
            activity.ParentId.ShouldBe(_request.Id);
            activity.GetTagItem("messaging.system").ShouldBe("local");
            activity.GetTagItem("messaging.destination").ShouldBe(Queue);
            activity.GetTagItem("messaging.message_id").ShouldBe(id);
            activity.GetTagItem("messaging.message_type").ShouldBe(Noted.Alias);
            activity.GetTagItem("messaging.conversation_id").ShouldBe("request-7");
        }

        handled.GetTagItem("message.handler").ShouldBe(typeof(NotedHandler).FullName);
        handled.Status.ShouldNotBe(ActivityStatusCode.Error);
    }

    [Fact]
    public async Task Covers_immediate_retries_by_one_activity_and_later_ones_by_their_own()
    {
        var host = await StartAsync(options => options.OnException<TimeoutException>()
            .RetryOnce().Then.ScheduleRetry(TimeSpan.FromMilliseconds(20)).Then.Requeue(2));
        _probe.OnSeen = _ => throw new TimeoutException("It does not answer.");
        _request.Start();

        await host.TrackActivity().DoNotAssertOnExceptionsDetected().SendMessageAndWaitAsync(Noted.New());
        await host.StopAsync(Cancellation);

        var handled = _traced.HandledIn(_request);
        handled.Select(activity => activity.Events.Select(e => e.Name).Where(name => name.StartsWith("wolverine", StringComparison.Ordinal))).ShouldBe(
        [
            ["wolverine.envelope.retried", "wolverine.envelope.rescheduled"],
            ["wolverine.envelope.requeued"],
            ["wolverine.error.queued"],
        ]);
        handled.ShouldAllBe(activity => activity.ParentId == _request.Id);
        handled.Select(activity => activity.Status).ShouldBe([ActivityStatusCode.Unset, ActivityStatusCode.Unset, ActivityStatusCode.Error]);
        handled[2].StatusDescription.ShouldBe(nameof(TimeoutException));
        handled[2].Events.ShouldContain(e => e.Name == "exception");
    }

    [Fact]
    public async Task A_caller_who_gets_the_exception_finds_it_on_the_activity()
    {
        var host = await StartAsync();
        _request.Start();

        await host.TrackActivity().DoNotAssertOnExceptionsDetected().ExecuteAndWaitAsync(
            bus => Should.ThrowAsync<TimeoutException>(() => bus.InvokeAsync(new NoteAndFail(Guid.CreateVersion7(), Failures: 1))));

        _traced.HandledIn(_request).ShouldHaveSingleItem().Status.ShouldBe(ActivityStatusCode.Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_that_another_node_handles_keeps_its_trace_and_its_cause(bool nodeDies)
    {
        var first = await StartAsync(options => options.LocalQueue(new Uri(Queue).Host).Sequential());
        var (isHandling, mayEnd) = (NewGate(), NewGate());
        _probe.OnSeen = _ =>
        {
            isHandling.TrySetResult();
            return mayEnd.Task;
        };
        _request.Start();
        await using (var scope = first.Services.CreateAsyncScope())
        {
            var bus = scope.ServiceProvider.GetRequiredService<IMessageContext>();
            bus.CorrelationId = "request-7";
            for (var i = 0; i < 2; i++)
                await bus.PublishAsync(Noted.New(), new DeliveryOptions().WithHeader("tenant", "north"));
        }

        await isHandling.Task.WaitAsync(Cancellation);
        _request.Stop();
        if (nodeDies)
        {
            _database.Crash(first);
        }
        else
        {
            var stop = first.StopAsync(Cancellation);
            mayEnd.SetResult();
            await stop;
        }

        var heir = new Probe();
        var successor = await StartAsync(probe: heir, configure: options => options.Policies.AddMiddleware(typeof(Witness)));
        await heir.ReachAsync(nodeDies ? 4 : 2);
        await successor.StopAsync(Cancellation);
        mayEnd.TrySetResult();

        heir.Seen.OfType<string>().ShouldAllBe(seen => seen == $"request-7 north Ledger {_request.Id} {_request.Id}");
        _traced.HandledIn(_request).ShouldAllBe(activity => activity.ParentId == _request.Id);
    }

    private static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<IHost> StartAsync(Action<WolverineOptions>? configure = null, Probe? probe = null) =>
        _database.StartAsync(probe ?? _probe, options =>
        {
            Include(options);
            configure?.Invoke(options);
        });

    public static class Witness
    {
        public static void Before(Envelope envelope, Probe probe)
        {
            ArgumentNullException.ThrowIfNull(envelope);
            ArgumentNullException.ThrowIfNull(probe);
            probe.See($"{envelope.CorrelationId} {envelope.Headers["tenant"]} {envelope.Source} {envelope.ParentId} {Activity.Current?.ParentId}");
        }
    }
}
