using System.Globalization;
using System.Text;

namespace Monolith.Bench.Load.Report;

/// <summary>The results for people.</summary>
internal static class MarkdownReport
{
    private const string Missing = "–";

    public static string Of(Results results)
    {
        var text = new StringBuilder()
            .AppendLine("# The product beside the limit and the peer")
            .AppendLine()
            .AppendLine(Facts(results.Machine))
            .AppendLine()
            .AppendLine(Facts(results.Versions))
            .AppendLine()
            .AppendLine("Medians of rounds in which the contenders took turns, in brackets the least and the most of them.")
            .AppendLine("Ratios are the product's to the other's.")
            .AppendLine()
            .AppendLine("| row | unit | product | limit | peer | to limit | to peer |")
            .AppendLine("|---|---|--:|--:|--:|--:|--:|")
            .AppendJoin('\n', results.Rows.Select(Row))
            .AppendLine();
        Add(text, "p99, ms", results.Rows.Where(row => row.Product?.P99 is not null), P99);
        Add(text, "RSS, MB", results.Rows.Where(row => row.Product?.Rss is not null), Rss);
        text.AppendLine().AppendLine("| row | bar | holds |").AppendLine("|---|---|---|");
        foreach (var row in results.Rows)
        {
            foreach (var verdict in row.Verdicts)
                text.AppendLine(Line(row.Name, verdict.Text, verdict.Holds ? "yes" : "NO"));
        }

        foreach (var note in results.Rows.SelectMany(row => row.Notes).Concat(results.Failures.Select(failure => $"Not measured: {failure}")))
            text.AppendLine().AppendLine(note);
        return text.ToString();
    }

    private static void Add(StringBuilder text, string what, IEnumerable<RowResult> rows, Func<RowResult, string> line)
    {
        var lines = rows.Select(line).ToArray();
        if (lines.Length == 0)
            return;
        text.AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"| {what} | product | limit | peer | to limit | to peer |")
            .AppendLine("|---|--:|--:|--:|--:|--:|")
            .AppendJoin('\n', lines)
            .AppendLine();
    }

    private static string Row(RowResult row) => Line(
        row.Name, row.Unit, Spread(row.Product), Spread(row.Limit), Spread(row.Peer), Ratio(row.ToLimit), Ratio(row.ToPeer));

    private static string P99(RowResult row) => Line(
        row.Name, Number(row.Product?.P99), Number(row.Limit?.P99), Number(row.Peer?.P99), Ratio(row.P99ToLimit), Ratio(row.P99ToPeer));

    private static string Rss(RowResult row)
    {
        var (product, limit, peer) = (row.Product?.Rss, row.Limit?.Rss, row.Peer?.Rss);
        return Line(row.Name, Number(product), Number(limit), Number(peer), Ratio(product / limit), Ratio(product / peer));
    }

    private static string Line(params string[] cells) => $"| {string.Join(" | ", cells)} |";

    private static string Spread(Measured? measured) => measured switch
    {
        null => Missing,
        { Values.Count: 1 } => Number(measured.Median),
        _ => $"**{Number(measured.Median)}** ({Number(measured.Least)}…{Number(measured.Most)})",
    };

    private static string Ratio(double? ratio) => ratio?.ToString(ratio >= 10 ? "0.0x" : "0.00x", CultureInfo.InvariantCulture) ?? Missing;

    private static string Number(double? value) =>
        value?.ToString(Math.Abs(value.Value) < 100 ? "N1" : "N0", CultureInfo.InvariantCulture) ?? Missing;

    private static string Facts(IReadOnlyDictionary<string, string> facts) =>
        string.Join(", ", facts.Select(fact => $"{fact.Key} {fact.Value}")) + ".";
}
