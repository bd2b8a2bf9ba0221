using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using BenchmarkDotNet.Reports;

namespace Monolith.Bench.Engines;

/// <summary>
/// The results as a table in Markdown, each beside the limit that was measured in the same run and the bar it has to clear. A ratio of 1
/// is as fast as the limit.
/// </summary>
internal sealed class EngineReport
{
    /// <summary>In microseconds.</summary>
    private static readonly Dictionary<string, double> HotPathBars = new(StringComparer.Ordinal)
    {
        [nameof(TokenBenchmarks.CheckAgain)] = 5,
        [nameof(TokenBenchmarks.CheckNew)] = 150,
    };

    private readonly List<string> _rows = [];

    public bool AllBarsHold { get; private set; } = true;

    public void AddInvoke(BenchmarkReport report)
    {
        var (name, nanoseconds, bytes) = (Name(report), Nanoseconds(report), Allocated(report));
        var isBound = report.BenchmarkCase.Descriptor.WorkloadMethod.Name == nameof(InvokeBenchmarks.Invoke);
        Add(name, $"{Number(nanoseconds)} ns", limit: null, ratio: null, isBound ? "< 1,000 ns" : null, nanoseconds < 1_000);
        Add($"{name}, allocated", $"{Number(bytes)} B", limit: null, ratio: null, isBound ? "< 200 B" : null, bytes < 200);
    }

    public void AddDocuments(DocumentResults results)
    {
        var ratio = results.Product / results.Limit;
        Add(
            results.Name, $"{Number(results.Product)}/s", $"{Number(results.Limit)}/s (Npgsql)", ratio,
            results.Bar is null ? null : $">= {results.Bar.Value.ToString("0.00", CultureInfo.InvariantCulture)}", ratio >= results.Bar);
    }

    /// <summary>What each operation of the documents allocates, beside the driver's.</summary>
    public void AddAllocations(Summary documents)
    {
        foreach (var category in documents.Reports.GroupBy(report => report.BenchmarkCase.Descriptor.Categories.Single(), StringComparer.Ordinal))
        {
            var limit = category.Single(IsLimit);
            foreach (var report in category.Where(report => !IsLimit(report)))
                AddAllocated(category.Key, report, limit);
        }
    }

    /// <summary>Each benchmark of a class beside the baseline of the class.</summary>
    public void AddHotPath(Summary summary)
    {
        var limit = summary.Reports.Single(IsLimit);
        foreach (var report in summary.Reports.Where(report => !IsLimit(report)))
        {
            var (product, bare) = (Nanoseconds(report), Nanoseconds(limit));
            var bar = HotPathBars.TryGetValue(report.BenchmarkCase.Descriptor.WorkloadMethod.Name, out var microseconds) ? $"< {microseconds} µs" : null;
            Add(Name(report), Time(product), $"{Time(bare)} ({Name(limit)})", bare / product, bar, product < microseconds * 1_000);
            AddAllocated(Name(report), report, limit);
        }
    }

    public void AddQueues(QueueResults results)
    {
        Add(
            "durable publish to handled, 8 publishers", $"{Number(results.Rate)}/s", $"{Number(results.TwoCommits)}/s (two commits each)",
            results.Rate / results.TwoCommits, ">= 5,000/s", results.Rate >= 5_000);
        Add("the same, p99 on its way", Milliseconds(results.SaturatedP99), limit: null, ratio: null, bar: null, holds: true);
        Add("durable publish to handled at 1,000/s, p99", Milliseconds(results.P99), limit: null, ratio: null, "< 50 ms", results.P99 < 50);
    }

    public override string ToString() => new StringBuilder()
        .AppendLine("# The engines and the hot paths beside their limits")
        .AppendLine()
        .AppendLine(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}; PostgreSQL with fsync on the same machine; medians.")
        .AppendLine()
        .AppendLine("| what | product | limit | ratio | bar | holds |")
        .AppendLine("|---|---|---|---|---|---|")
        .AppendJoin('\n', _rows)
        .AppendLine()
        .ToString();

    private static string Name(BenchmarkReport report) => report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'');

    private static bool IsLimit(BenchmarkReport report) => report.BenchmarkCase.Descriptor.Baseline;

    private static double Nanoseconds(BenchmarkReport report) =>
        report.ResultStatistics?.Median ?? throw new InvalidOperationException($"'{Name(report)}' failed; what it said is above.");

    private static long Allocated(BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;

    private static string Time(double nanoseconds) =>
        nanoseconds < 10_000 ? $"{Number(nanoseconds)} ns" : (nanoseconds / 1_000).ToString("N1", CultureInfo.InvariantCulture) + " µs";

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Milliseconds(double value) => value.ToString("0.0", CultureInfo.InvariantCulture) + " ms";

    private void AddAllocated(string name, BenchmarkReport report, BenchmarkReport limit) =>
        Add($"{name}, allocated", $"{Number(Allocated(report))} B", $"{Number(Allocated(limit))} B ({Name(limit)})", ratio: null, bar: null, holds: true);

    private void Add(string name, string product, string? limit, double? ratio, string? bar, bool holds)
    {
        var verdict = bar is null ? "" : holds ? "yes" : "NO";
        _rows.Add($"| {name} | {product} | {limit} | {ratio?.ToString("0.00", CultureInfo.InvariantCulture)} | {bar} | {verdict} |");
        AllBarsHold &= bar is null || holds;
    }
}

/// <param name="Rate">Messages a second from eight publishers.</param>
/// <param name="SaturatedP99">Milliseconds on the way while they publish as fast as they can.</param>
/// <param name="P99">Milliseconds on the way at 1,000 messages a second.</param>
/// <param name="TwoCommits">Rows a second that the driver inserts and deletes one by one from as many tasks.</param>
internal sealed record QueueResults(double Rate, double SaturatedP99, double P99, double TwoCommits);
