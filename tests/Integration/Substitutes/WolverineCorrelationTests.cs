using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Tests.Integration.Fixture;
using Wolverine;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What one request causes can be found again: by correlation id, conversation, trace and headers.</summary>
public sealed class WolverineCorrelationTests(Services services) : WolverineTest(services)
{
    [Fact]
    public async Task The_correlation_id_of_the_bus_reaches_everything_it_causes()
    {
        var host = await StartAsync();

        var session = await host.ExecuteAndWaitAsync(async () =>
        {
            await using var scope = host.Services.CreateAsyncScope();
            var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
            ((IMessageContext)bus).CorrelationId = "request-7";
            await bus.InvokeAsync(new First(), TestContext.Current.CancellationToken);
        });

        var first = session.ExecutionStarted.SingleEnvelope<First>();
        var second = session.MessageSucceeded.SingleEnvelope<Second>();
        var third = session.MessageSucceeded.SingleEnvelope<Third>();
        new[] { first, second, third }.Select(envelope => envelope.CorrelationId).ShouldAllBe(id => id == "request-7");
        new[] { first, second, third }.Select(envelope => envelope.ConversationId).ShouldAllBe(id => id == first.Id);
        _probe.Seen.ShouldBe(["request-7", "request-7"]);
    }

    [Fact]
    public async Task Each_handled_message_is_an_activity_in_the_trace_of_its_sender()
    {
        using var traced = new TracedMessages();
        var host = await StartAsync();
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();

        var session = await host.InvokeMessageAndWaitAsync(new First());
        await host.StopAsync(TestContext.Current.CancellationToken);

        var own = traced.HandledIn(request);
        own.Select(activity => activity.OperationName).ShouldBe([typeof(First).FullName!, typeof(Second).FullName!, typeof(Third).FullName!]);
        own[0].ParentSpanId.ShouldBe(request.SpanId);
        own[1].ParentSpanId.ShouldBe(own[0].SpanId);
        own[2].ParentSpanId.ShouldBe(own[1].SpanId);
        own[1].GetTagItem("messaging.message_type").ShouldBe(typeof(Second).FullName);
        own[1].GetTagItem("messaging.message_id").ShouldBe(session.Sent.SingleEnvelope<Second>().Id);
    }

    private Task<Microsoft.Extensions.Hosting.IHost> StartAsync(Action<WolverineOptions>? configure = null) =>
        _database.StartAsync(_probe, options =>
        {
            options.Discovery.IncludeType(typeof(FirstHandler)).IncludeType(typeof(SecondHandler)).IncludeType(typeof(ThirdHandler));
            configure?.Invoke(options);
        });

    public sealed record First;

    public sealed record Second;

    public sealed record Third;

    public static class FirstHandler
    {
        public static Second Handle(First _, ILedger ledger)
        {
            ledger.Write(new Entry(Guid.CreateVersion7(), "first"));
            return new Second();
        }
    }

    /// <summary>Without a transaction: its message is written with the removal of its own.</summary>
    public static class SecondHandler
    {
        public static Third Handle(Second _) => new();
    }

    public static class ThirdHandler
    {
        public static async Task Handle(Third _, Envelope envelope, IMessageContext context, Probe probe)
        {
            await probe.SeeAsync(context.CorrelationId!);
            await probe.SeeAsync(envelope.Headers.Count > 0 ? envelope : envelope.CorrelationId!);
        }
    }
}
