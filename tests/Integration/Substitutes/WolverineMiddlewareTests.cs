using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wolverine;
using Wolverine.FluentValidation;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What runs around a handler, and what keeps a message from it.</summary>
public sealed class WolverineMiddlewareTests
{
    private readonly Probe _probe = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_middleware_is_the_outermost()
    {
        using var host = await StartAsync(options =>
        {
            options.Policies.AddMiddleware(typeof(Outermost));
            options.Policies.AddMiddleware(typeof(Innermost));
        });

        await host.InvokeMessageAndWaitAsync(new Knock(3));

        _probe.Seen.ShouldBe(["outermost before", "innermost before", "knocked 3", "innermost after", "outermost after", "innermost finally", "outermost finally"]);
    }

    [Fact]
    public async Task What_middleware_returns_is_a_parameter_for_the_handler_each_item_of_a_tuple_too()
    {
        using var host = await StartAsync(options =>
        {
            options.Policies.AddMiddleware(typeof(Door), chain => chain.MessageType == typeof(Enter));
            options.Discovery.IncludeType(typeof(EnterHandler));
        });

        await host.InvokeMessageAndWaitAsync(new Enter());
        await host.InvokeMessageAndWaitAsync(new Knock(1));

        _probe.Seen.ShouldBe(["entered hall with brass key", "left hall", "knocked 1"]);
    }

    [Fact]
    public async Task Without_success_there_is_no_after()
    {
        using var host = await StartAsync(options => options.Policies.AddMiddleware(typeof(Outermost)));

        await host.UseAsync(bus => Should.ThrowAsync<TimeoutException>(() => bus.InvokeAsync(new Knock(0), Cancellation)));

        _probe.Seen.ShouldBe(["outermost before", "knocked 0", "outermost finally"]);
    }

    [Fact]
    public async Task Every_validator_has_its_say_before_the_handler()
    {
        using var host = await StartAsync(Validate);

        await host.UseAsync(async bus =>
        {
            var failure = await Should.ThrowAsync<ValidationException>(() => bus.InvokeAsync(new Knock(-1), Cancellation));
            failure.Errors.Select(error => error.ErrorMessage).ShouldBe(["Too few.", "Nobody is at home."], ignoreOrder: true);
        });
        _probe.Seen.ShouldBeEmpty();
        await host.InvokeMessageAndWaitAsync(new Knock(3));
        _probe.Seen.ShouldBe(["knocked 3"]);
    }

    [Fact]
    public async Task An_invalid_message_of_a_queue_is_discarded()
    {
        using var host = await StartAsync(Validate);

        var session = await host.TrackActivity().DoNotAssertOnExceptionsDetected().SendMessageAndWaitAsync(new Knock(-1));

        session.MovedToErrorQueue.AllMessages().ShouldBeEmpty();
        session.MessageSucceeded.AllMessages().ShouldBeEmpty();
        session.AllExceptions().ShouldHaveSingleItem().ShouldBeOfType<ValidationException>();
        _probe.Seen.ShouldBeEmpty();
    }

    private static void Validate(WolverineOptions options)
    {
        options.Services.AddSingleton<IValidator<Knock>, EnoughKnocks>().AddSingleton<IValidator<Knock>, SomebodyAtHome>();
        options.UseFluentValidation(RegistrationBehavior.ExplicitRegistration);
    }

    private Task<IHost> StartAsync(Action<WolverineOptions> configure) => WolverineHost.StartAsync(_probe, options =>
    {
        options.Discovery.IncludeType(typeof(KnockHandler));
        configure(options);
    });

    public sealed record Knock(int Times);

    public static class KnockHandler
    {
        public static async Task Handle(Knock knock, Probe probe)
        {
            await probe.SeeAsync($"knocked {knock.Times}");
            if (knock.Times == 0)
                throw new TimeoutException("Nobody came.");
        }
    }

    public sealed class EnoughKnocks : AbstractValidator<Knock>
    {
        public EnoughKnocks() => RuleFor(knock => knock.Times).GreaterThanOrEqualTo(0).WithMessage("Too few.");
    }

    public sealed class SomebodyAtHome : AbstractValidator<Knock>
    {
        public SomebodyAtHome() => RuleFor(knock => knock.Times).MustAsync(async (times, _) =>
        {
            await Task.Yield();
            return times != -1;
        }).WithMessage("Nobody is at home.");
    }

    public static class Outermost
    {
        public static void Before(Probe probe) => probe.See("outermost before");

        public static void After(Probe probe) => probe.See("outermost after");

        public static void Finally(Probe probe) => probe.See("outermost finally");
    }

    public static class Innermost
    {
        public static Task BeforeAsync(Probe probe) => probe.SeeAsync("innermost before");

        public static Task AfterAsync(Probe probe) => probe.SeeAsync("innermost after");

        public static Task FinallyAsync(Probe probe) => probe.SeeAsync("innermost finally");
    }

    public sealed record Enter;

    public sealed record Key(string Metal);

    public sealed record Room(string Name);

    public static class Door
    {
        public static async Task<(Key, Room)> BeforeAsync(Enter _)
        {
            await Task.Yield();
            return (new Key("brass"), new Room("hall"));
        }

        public static void After(Room room, Probe probe) => probe.See($"left {room.Name}");
    }

    public static class EnterHandler
    {
        public static void Handle(Enter _, Room room, Key key, Probe probe) => probe.See($"entered {room.Name} with {key.Metal} key");
    }
}
