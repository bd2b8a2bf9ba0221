using BadExamples.Wall05.Sales.Infrastructure;

namespace BadExamples.Wall05.Host
{
    internal static class HostThatReachesBehind
    {
        public static string Start() => new SalesModule().Name + PriceList.Currency;
    }
}

namespace BadExamples.Wall05.Sales.Infrastructure
{
    public sealed class SalesModule
    {
        public string Name { get; } = "sales";
    }

    public static class PriceList
    {
        public static string Currency => System.Globalization.RegionInfo.CurrentRegion.ISOCurrencySymbol;
    }
}
