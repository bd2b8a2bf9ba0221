using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.FluentValidation;
using Wolverine.Runtime.Routing;
using Wolverine.Tracking;
using static Monolith.Tests.Integration.Substitutes.WolverineOrders;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>Handlers by convention, without a database.</summary>
public sealed class WolverineHandlingTests
{
    private readonly Probe _probe = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gives_the_first_of_a_tuple_to_the_caller_and_publishes_the_rest()
    {
        using var host = await StartAsync(typeof(PlaceOrderHandler), typeof(OrderPlacedHandler));

        var (session, answer) = await host.InvokeMessageAndWaitAsync<OrderNumber>(new PlaceOrder("tea", 2));

        answer.ShouldBe(new OrderNumber(2));
        session.Sent.AllMessages().ShouldBe([new OrderPlaced("tea")]);
        session.MessageSucceeded.SingleMessage<OrderPlaced>().ShouldBe(new OrderPlaced("tea"));
        _probe.Seen.ShouldBe(["placed tea"]);
    }

    [Fact]
    public async Task Skips_a_null_and_publishes_each_item_of_a_sequence()
    {
        using var host = await StartAsync(typeof(PlaceOrderHandler), typeof(OrderPlacedHandler), typeof(PlaceOrdersHandler));

        await host.InvokeMessageAndWaitAsync(new PlaceOrder("nothing", 0));
        _probe.Seen.ShouldBeEmpty();

        await host.InvokeMessageAndWaitAsync(new PlaceOrders(["tea", "milk"]));
        _probe.Seen.ShouldBe(["placed tea", "placed milk"], ignoreOrder: true);
    }

    [Fact]
    public async Task Refuses_to_send_or_invoke_what_nobody_handles()
    {
        using var host = await StartAsync(typeof(PlaceOrderHandler));
        await using var scope = host.Services.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();

        await Should.ThrowAsync<IndeterminateRoutesException>(() => bus.InvokeAsync(new Unheard(), Cancellation));
        await Should.ThrowAsync<IndeterminateRoutesException>(() => bus.SendAsync(new Unheard()).AsTask());
        await bus.PublishAsync(new Unheard());
    }

    [Fact]
    public async Task Runs_middleware_in_the_flow_of_the_handler_and_hands_on_what_it_returns()
    {
        using var host = await StartAsync(
            options =>
            {
                options.Discovery.IncludeType(typeof(AskHandler));
                options.Policies.AddMiddleware(typeof(AmbientMiddleware));
                options.Policies.AddMiddleware<CountingMiddleware>(chain => chain.MessageType == typeof(Ask));
            });

        await host.InvokeMessageAndWaitAsync(new Ask());

        _probe.Seen.ShouldBe(["before", "count 1", "handled with ambient", "after 1", "finally ambient", "disposed"]);
    }

    [Fact]
    public async Task Runs_finally_when_the_handler_fails()
    {
        using var host = await StartAsync(options =>
        {
            options.Discovery.IncludeType(typeof(FailHandler));
            options.Policies.AddMiddleware(typeof(AmbientMiddleware));
        });

        await Should.ThrowAsync<TimeoutException>(() => InvokeAsync(host, new Fail()));

        _probe.Seen.ShouldBe(["before", "failing", "finally ambient", "disposed"]);
    }

    [Fact]
    public async Task Ends_only_the_middleware_that_has_begun()
    {
        using var host = await StartAsync(options =>
        {
            options.Discovery.IncludeType(typeof(AskHandler));
            options.Policies.AddMiddleware(typeof(AmbientMiddleware));
            options.Policies.AddMiddleware(typeof(RefusingMiddleware));
        });

        await Should.ThrowAsync<UnauthorizedAccessException>(() => InvokeAsync(host, new Ask()));

        _probe.Seen.ShouldBe(["before", "finally ambient", "disposed"]);
    }

    [Fact]
    public async Task Validates_before_the_handler_runs_and_does_not_try_again()
    {
        using var host = await StartAsync(options =>
        {
            options.Services.AddSingleton<IValidator<PlaceOrder>, PlaceOrderValidator>();
            options.UseFluentValidation(RegistrationBehavior.ExplicitRegistration);
            options.OnException<ValidationException>().RetryTimes(5);
            options.Discovery.IncludeType(typeof(PlaceOrderHandler)).IncludeType<OrderPlacedHandler>();
        });

        var failure = await Should.ThrowAsync<ValidationException>(() => InvokeAsync(host, new PlaceOrder("", -1)));

        failure.Errors.Select(error => error.PropertyName).ShouldBe(["Article", "Count"]);
        _probe.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Retries_inline_and_then_tells_the_caller()
    {
        using var host = await StartAsync(options =>
        {
            options.Discovery.IncludeType(typeof(FailHandler));
            options.OnException<TimeoutException>().RetryOnce().Then.RetryWithCooldown(TimeSpan.FromMilliseconds(1));
        });

        await Should.ThrowAsync<TimeoutException>(() => InvokeAsync(host, new Fail()));

        _probe.Seen.ShouldBe(["failing", "failing", "failing"]);
    }

    [Fact]
    public async Task Gives_every_attempt_a_scope_of_its_own_in_which_the_bus_is_the_message()
    {
        using var host = await StartAsync(options =>
        {
            options.Services.AddScoped<BusUser>();
            options.Discovery.IncludeType(typeof(UseBusHandler));
        });

        await host.InvokeMessageAndWaitAsync(new UseBus());

        _probe.Seen.ShouldBe(["same context", "same envelope"]);
    }

    [Fact]
    public async Task Runs_combined_handlers_as_one()
    {
        using var host = await StartAsync(options =>
        {
            options.MultipleHandlerBehavior = MultipleHandlerBehavior.ClassicCombineIntoOneLogicalHandler;
            options.Discovery.IncludeType<OrderPlacedHandler>().IncludeType(typeof(AnotherOrderPlacedHandler));
        });

        var session = await host.InvokeMessageAndWaitAsync(new OrderPlaced("tea"));

        _probe.Seen.ShouldBe(["placed tea", "another saw tea"], ignoreOrder: true);
        session.ExecutionStarted.AllMessages().Count().ShouldBe(1);
    }

    private static async Task InvokeAsync(IHost host, object message)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync(message, Cancellation);
    }

    private Task<IHost> StartAsync(params Type[] handlers) =>
        StartAsync(options => Array.ForEach(handlers, handler => options.Discovery.IncludeType(handler)));

    private Task<IHost> StartAsync(Action<WolverineOptions> configure) => WolverineHost.StartAsync(_probe, configure);
}
