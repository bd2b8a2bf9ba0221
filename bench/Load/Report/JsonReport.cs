using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monolith.Bench.Load.Report;

/// <summary>
/// The results for programs: <c>product</c>, <c>limit</c> and <c>peer</c> are medians in the row's unit, <c>p99</c> in milliseconds, the
/// ratios are the product's to the other's; <c>spread</c> has the least and the most of the rounds.
/// </summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Task WriteAsync(Results results, string file) => File.WriteAllTextAsync(file, JsonSerializer.Serialize(
        new { results.Machine, results.Versions, Rows = results.Rows.Select(Row), results.Failures }, Json) + "\n");

    private static object Row(RowResult row) => new
    {
        row.Name,
        row.Unit,
        Product = Rounded(row.Product?.Median),
        Limit = Rounded(row.Limit?.Median),
        Peer = Rounded(row.Peer?.Median),
        ToLimit = Rounded(row.ToLimit),
        ToPeer = Rounded(row.ToPeer),
        P99 = row.Product?.P99 is null ? null : new
        {
            Product = Rounded(row.Product?.P99),
            Limit = Rounded(row.Limit?.P99),
            Peer = Rounded(row.Peer?.P99),
            ToLimit = Rounded(row.P99ToLimit),
            ToPeer = Rounded(row.P99ToPeer),
        },
        Rss = row.Product?.Rss is null ? null : new
        {
            Product = Rounded(row.Product?.Rss),
            Limit = Rounded(row.Limit?.Rss),
            Peer = Rounded(row.Peer?.Rss),
        },
        Spread = row.Measured.ToDictionary(pair => pair.Key, pair => new { Min = Rounded(pair.Value.Least), Max = Rounded(pair.Value.Most) }),
        row.Notes,
        Bars = row.Verdicts,
    };

    /// <summary>Four significant digits: more is noise.</summary>
    private static double? Rounded(double? value)
    {
        if (value is not { } number || number == 0)
            return value;
        var scale = Math.Pow(10, 3 - Math.Floor(Math.Log10(Math.Abs(number))));
        return scale > 1 ? Math.Round(Math.Round(number * scale) / scale, 6) : Math.Round(number);
    }
}
