using Microsoft.Extensions.DependencyInjection;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Routing;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>Which methods are handlers, what their parameters are filled with, and what the bus does with a message.</summary>
public sealed class WolverineConventionTests
{
    private readonly Probe _probe = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finds_handlers_by_the_names_of_methods_or_by_attribute()
    {
        using var host = await WolverineHost.StartAsync(_probe, options => options.Discovery.IncludeType<ManyHandler>());

        object[] messages = [new Step1(), new Step2(), new Step3(), new Step4(), new Step5()];
        foreach (var message in messages)
            await host.InvokeMessageAndWaitAsync(message);

        _probe.Seen.ShouldBe(messages);
        await host.UseAsync(bus => Should.ThrowAsync<IndeterminateRoutesException>(() => bus.InvokeAsync(new Ignored(), Cancellation)));
        await host.UseAsync(bus => Should.ThrowAsync<IndeterminateRoutesException>(() => bus.InvokeAsync(new Named(), Cancellation)));
    }

    [Fact]
    public async Task Fills_parameters_from_the_message_its_envelope_the_bus_and_the_container()
    {
        using var host = await WolverineHost.StartAsync(_probe, options =>
        {
            options.Services.AddSingleton(TimeProvider.System);
            options.Services.AddScoped<IGreeting, Hello>().AddScoped<IGreeting, Welcome>();
            options.Discovery.IncludeType(typeof(GreetHandler));
        });

        await host.InvokeMessageAndWaitAsync(new Greet("Ada"));

        _probe.Seen.ShouldBe(["Ada", typeof(Greet).FullName!, "Hello", "Welcome", "bus is context", "can be cancelled"]);
    }

    [Fact]
    public async Task Cancels_the_handler_when_the_caller_gives_up()
    {
        using var host = await WolverineHost.StartAsync(_probe, options => options.Discovery.IncludeType(typeof(WaitHandler)));
        using var impatience = new CancellationTokenSource();
        _probe.OnSeen = _ => impatience.CancelAsync();

        await host.UseAsync(bus => Should.ThrowAsync<OperationCanceledException>(() => bus.InvokeAsync(new Wait(), impatience.Token)));

        _probe.Seen.ShouldBe(["waiting"]);
    }

    [Fact]
    public async Task Cancels_the_handler_when_its_time_is_over()
    {
        using var host = await WolverineHost.StartAsync(_probe, options => options.Discovery.IncludeType(typeof(WaitHandler)));

        await host.UseAsync(bus => Should.ThrowAsync<OperationCanceledException>(
            () => bus.InvokeAsync(new Wait(), Cancellation, timeout: TimeSpan.FromMilliseconds(50))));

        _probe.Seen.ShouldBe(["waiting"]);
    }

    [Fact]
    public async Task Invokes_in_a_handler_with_an_attempt_of_its_own_in_the_same_conversation()
    {
        using var host = await WolverineHost.StartAsync(
            _probe, options => options.Discovery.IncludeType(typeof(OuterHandler)).IncludeType(typeof(InnerHandler)));

        var session = await host.InvokeMessageAndWaitAsync(new Outer());

        _probe.Seen.ShouldBe(["outer", "inner", "outer got 7"]);
        var (outer, inner) = (session.ExecutionStarted.SingleEnvelope<Outer>(), session.ExecutionStarted.SingleEnvelope<Inner>());
        inner.Id.ShouldNotBe(outer.Id);
        inner.CorrelationId.ShouldBe(outer.CorrelationId);
        inner.ConversationId.ShouldBe(outer.Id);
    }

    public sealed record Step1;

    public sealed record Step2;

    public sealed record Step3;

    public sealed record Step4;

    public sealed record Step5;

    public sealed record Ignored;

    public sealed record Named;

    public sealed class ManyHandler(Probe probe)
    {
        public void Handle(Step1 step) => probe.See(step);

        public Task HandlesAsync(Step2 step) => probe.SeeAsync(step);

        public ValueTask Consume(Step3 step) => new(probe.SeeAsync(step));

        public static void Consumes(Step4 step, Probe probe) => probe.See(step);

        [WolverineHandler]
        public void Walk(Step5 step) => probe.See(step);

        [WolverineIgnore]
        public void Handle(Ignored ignored) => probe.See(ignored);

        public void Name(Named named) => probe.See(named);
    }

    public sealed record Greet(string Name);

    public interface IGreeting
    {
        string Text { get; }
    }

    public sealed class Hello : IGreeting
    {
        public string Text => "Hello";
    }

    public sealed class Welcome : IGreeting
    {
        public string Text => "Welcome";
    }

    public static class GreetHandler
    {
        public static void Handle(
            Greet greet, Envelope envelope, IEnumerable<IGreeting> greetings, IMessageBus bus, IMessageContext context, Probe probe,
            TimeProvider clock, CancellationToken cancellation)
        {
            clock.ShouldBe(TimeProvider.System);
            probe.See(greet.Name);
            probe.See(envelope.MessageType!);
            foreach (var greeting in greetings)
                probe.See(greeting.Text);
            probe.See(ReferenceEquals(bus, context) ? "bus is context" : "bus is another");
            probe.See(cancellation.CanBeCanceled ? "can be cancelled" : "cannot be cancelled");
        }
    }

    public sealed record Wait;

    public static class WaitHandler
    {
        public static async Task Handle(Wait _, Probe probe, CancellationToken cancellation)
        {
            await probe.SeeAsync("waiting");
            await Task.Delay(Timeout.Infinite, cancellation);
        }
    }

    public sealed record Outer;

    public sealed record Inner;

    public sealed record Answer(int Value);

    public static class OuterHandler
    {
        public static async Task Handle(Outer _, IMessageBus bus, Probe probe, CancellationToken cancellation)
        {
            probe.See("outer");
            var answer = await bus.InvokeAsync<Answer>(new Inner(), cancellation);
            probe.See($"outer got {answer.Value}");
        }
    }

    public static class InnerHandler
    {
        public static Answer Handle(Inner _, Probe probe)
        {
            probe.See("inner");
            return new Answer(7);
        }
    }
}
