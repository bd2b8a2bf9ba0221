using Microsoft.Extensions.Hosting;
using Wolverine;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What a handler returns is published when it has succeeded, but for the answer that its caller asked for.</summary>
public sealed class WolverineCascadeTests
{
    private static readonly Ripple[] Three = [new(1), new(2), new(3)];

    private readonly Probe _probe = new();

    [Theory]
    [InlineData("single", 1)]
    [InlineData("task", 1)]
    [InlineData("value task", 1)]
    [InlineData("array", 3)]
    [InlineData("list", 3)]
    [InlineData("lazy", 3)]
    [InlineData("asynchronous", 3)]
    [InlineData("tuple", 2)]
    [InlineData("tuple of sequences", 3)]
    [InlineData("nothing", 0)]
    [InlineData("null", 0)]
    [InlineData("nulls", 1)]
    public async Task Publishes_what_a_handler_returns_in_whatever_form(string form, int count)
    {
        using var host = await StartAsync();
        object stone = form switch
        {
            "single" => new One(),
            "task" => new InTask(),
            "value task" => new InValueTask(),
            "array" => new InArray(),
            "list" => new InList(),
            "lazy" => new Lazy(),
            "asynchronous" => new Asynchronous(),
            "tuple" => new InTuple(),
            "tuple of sequences" => new InSequences(),
            "nothing" => new Silent(),
            "null" => new Null(),
            _ => new Nulls(),
        };

        var session = await host.InvokeMessageAndWaitAsync(stone);

        session.Sent.MessagesOf<Ripple>().ShouldBe(Three.Take(count));
        session.MessageSucceeded.MessagesOf<Ripple>().ShouldBe(Three.Take(count), ignoreOrder: true);
    }

    [Fact]
    public async Task Gives_the_caller_what_he_asked_for_by_its_type_and_publishes_the_rest()
    {
        using var host = await StartAsync();

        var (session, answer) = await host.InvokeMessageAndWaitAsync<IAnswer>(new Ask());

        answer.ShouldBe(new Answer("here"));
        session.Sent.AllMessages().ShouldBe([new Ripple(1)]);
        session.NoRoutes.AllMessages().ShouldBeEmpty();
    }

    [Fact]
    public async Task Publishes_also_the_answer_when_nobody_asked_and_does_not_mind_that_nobody_hears()
    {
        using var host = await StartAsync();

        var session = await host.InvokeMessageAndWaitAsync(new Ask());

        session.Sent.AllMessages().ShouldBe([new Ripple(1)]);
        session.NoRoutes.AllMessages().ShouldBe([new Answer("here")]);
    }

    [Fact]
    public async Task Gives_the_caller_nothing_where_the_handler_has_no_answer()
    {
        using var host = await StartAsync();

        (await host.InvokeMessageAndWaitAsync<Answer>(new Null())).Item2.ShouldBeNull();
    }

    [Fact]
    public async Task Publishes_nothing_of_a_handler_that_fails()
    {
        using var host = await StartAsync();

        var session = await host.TrackActivity().DoNotAssertOnExceptionsDetected()
            .ExecuteAndWaitAsync(bus => Should.ThrowAsync<TimeoutException>(() => bus.InvokeAsync(new Failing())));

        session.Sent.AllMessages().ShouldBeEmpty();
        _probe.Seen.ShouldBeEmpty();
    }

    private Task<IHost> StartAsync() => WolverineHost.StartAsync(
        _probe, options => options.Discovery.IncludeType(typeof(StoneHandler)).IncludeType(typeof(RippleHandler)));

    public sealed record Ripple(int Number);

    public interface IAnswer;

    public sealed record Answer(string Text) : IAnswer;

    public sealed record One;

    public sealed record InTask;

    public sealed record InValueTask;

    public sealed record InArray;

    public sealed record InList;

    public sealed record Lazy;

    public sealed record Asynchronous;

    public sealed record InTuple;

    public sealed record InSequences;

    public sealed record Silent;

    public sealed record Null;

    public sealed record Nulls;

    public sealed record Ask;

    public sealed record Failing;

    public static class StoneHandler
    {
        public static Ripple Handle(One _) => new(1);

        public static Task<Ripple> Handle(InTask _) => Task.FromResult(new Ripple(1));

        public static ValueTask<Ripple> Handle(InValueTask _) => new(new Ripple(1));

        public static object[] Handle(InArray _) => [.. Three];

        public static async Task<IReadOnlyList<Ripple>> Handle(InList _)
        {
            await Task.Yield();
            return Three;
        }

        public static IEnumerable<object> Handle(Lazy _)
        {
            foreach (var ripple in Three)
                yield return ripple;
        }

        public static async IAsyncEnumerable<object> Handle(Asynchronous _)
        {
            foreach (var ripple in Three)
            {
                await Task.Yield();
                yield return ripple;
            }
        }

        public static (Ripple, Ripple) Handle(InTuple _) => (new(1), new(2));

        public static (Ripple, IEnumerable<Ripple>) Handle(InSequences _) => (new(1), Three.Skip(1));

        public static void Handle(Silent _)
        {
        }

        public static Ripple? Handle(Null _) => null;

        public static (Ripple?, Ripple?, object?) Handle(Nulls _) => (null, new(1), null);

        public static (Answer, Ripple) Handle(Ask _) => (new("here"), new(1));

        public static async Task<Ripple> Handle(Failing _, IMessageContext context)
        {
            ArgumentNullException.ThrowIfNull(context);
            await context.PublishAsync(new Ripple(9));
            throw new TimeoutException("Too late.");
        }
    }

    public static class RippleHandler
    {
        public static Task Handle(Ripple ripple, Probe probe) => probe.SeeAsync(ripple);
    }
}
