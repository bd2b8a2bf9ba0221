using BadExamples.Wall02.Stock.Domain;

namespace BadExamples.Wall02.Sales.Application;

internal static class OrderThatCountsTheShelves
{
    public static Func<bool> Handle(int quantity) => () => Shelf.Pieces >= quantity;
}
