namespace Monolith.Bench.Load.Report;

internal static class Plot
{
    public static string Of(Results results) => results.Rows.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
