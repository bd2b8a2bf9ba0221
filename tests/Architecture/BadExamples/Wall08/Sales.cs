namespace BadExamples.Wall08.Sales.Features
{
    public sealed record CountOrders;

    public static class CountOrdersHandler
    {
        public static int Handle(CountOrders _, Domain.IOrderBook orders) => orders.Count;
    }
}

namespace BadExamples.Wall08.Sales.Domain
{
    public interface IOrderBook
    {
        int Count { get; }
    }

    public sealed class OrderBook : IOrderBook
    {
        public int Count { get; } = 1;
    }

    public sealed class PublicForNobody;

    public class OpenForInheritance;
}
