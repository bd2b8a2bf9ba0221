using FluentValidation;
using Wolverine;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>Messages, handlers and middleware of every form that a convention covers.</summary>
public static class WolverineOrders
{
    public sealed record Unheard;

    public sealed record PlaceOrder(string Article, int Count);

    public sealed record PlaceOrders(IReadOnlyList<string> Articles);

    public sealed record OrderNumber(int Value);

    public sealed record OrderPlaced(string Article);

    public static class PlaceOrderHandler
    {
        public static async Task<(OrderNumber, OrderPlaced?)> Handle(PlaceOrder order, CancellationToken cancellation)
        {
            await Task.Yield();
            cancellation.CanBeCanceled.ShouldBeTrue();
            return (new OrderNumber(order.Count), order.Count > 0 ? new OrderPlaced(order.Article) : null);
        }
    }

    public sealed class PlaceOrderValidator : AbstractValidator<PlaceOrder>
    {
        public PlaceOrderValidator()
        {
            RuleFor(order => order.Article).NotEmpty();
            RuleFor(order => order.Count).GreaterThan(0);
        }
    }

    public static class PlaceOrdersHandler
    {
        public static IEnumerable<OrderPlaced> Handle(PlaceOrders orders) => orders.Articles.Select(article => new OrderPlaced(article));
    }

    public sealed class OrderPlacedHandler(Probe probe)
    {
        public Task HandleAsync(OrderPlaced placed) => probe.SeeAsync($"placed {placed.Article}");
    }

    public static class AnotherOrderPlacedHandler
    {
        public static Task Handle(OrderPlaced placed, Probe probe) => probe.SeeAsync($"another saw {placed.Article}");
    }

    public sealed record Fail;

    public static class FailHandler
    {
        public static async Task Handle(Fail _, Probe probe)
        {
            await probe.SeeAsync("failing");
            throw new TimeoutException("Always.");
        }
    }

    public sealed record Ask;

    public static class AskHandler
    {
        public static Task Handle(Ask _, Probe probe) => probe.SeeAsync("handled with " + AmbientMiddleware.Current.Value);
    }

    public sealed class AmbientMark(Probe probe) : IDisposable
    {
        public void Dispose() => probe.See("disposed");
    }

    public static class AmbientMiddleware
    {
        public static readonly AsyncLocal<string?> Current = new();

        public static AmbientMark Before(Probe probe)
        {
            probe.See("before");
            Current.Value = "ambient";
            return new AmbientMark(probe);
        }

        public static Task FinallyAsync(AmbientMark mark, Probe probe) => probe.SeeAsync("finally " + Current.Value);
    }

    public sealed class CountingMiddleware(Probe probe)
    {
        private int _count;

        public async Task BeforeAsync(Ask ask) => await probe.SeeAsync($"count {++_count}");

        public ValueTask After() => new(probe.SeeAsync($"after {_count}"));
    }

    public static class RefusingMiddleware
    {
        public static void Before() => throw new UnauthorizedAccessException();

        public static void Finally(Probe probe) => probe.See("finally without a beginning");
    }

    public sealed record UseBus;

    public sealed class BusUser(IMessageBus bus)
    {
        public IMessageBus Bus => bus;
    }

    public static class UseBusHandler
    {
        public static async Task Handle(UseBus _, Envelope envelope, IMessageContext context, BusUser user, Probe probe)
        {
            await probe.SeeAsync(ReferenceEquals(context, user.Bus) ? "same context" : "another context");
            await probe.SeeAsync(ReferenceEquals(context.Envelope, envelope) ? "same envelope" : "another envelope");
        }
    }
}
