using System.Globalization;
using System.Text;

namespace Monolith.Monitoring.Infrastructure.Metrics;

/// <summary>The Prometheus text format 0.0.4 and OpenMetrics 1.0, which differ in names of counters and in their end.</summary>
internal static class MetricsText
{
    public const string PrometheusContentType = "text/plain; version=0.0.4; charset=utf-8";
    public const string OpenMetricsContentType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    public static string Write(IEnumerable<MetricFamily> families, bool openMetrics)
    {
        var text = new StringBuilder(32 * 1024);
        foreach (var family in families)
            Append(text, family, openMetrics);
        if (openMetrics)
            text.Append("# EOF\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, MetricFamily family, bool openMetrics)
    {
        var series = family.Series().Select(one => (Labels: Labels(one.Labels), Numbers: one.Read()))
            .OrderBy(one => one.Labels, StringComparer.Ordinal).ToArray();
        if (series.Length == 0)
            return;
        var sample = family.IsCounter ? $"{family.Name.Family}_total" : family.Name.Family;
        var name = openMetrics ? family.Name.Family : sample;
        if (family.Description is { Length: > 0 } description)
            text.Append("# HELP ").Append(name).Append(' ').Append(Escape(description, quotes: openMetrics)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(family.Type).Append('\n');
        if (openMetrics && family.Name.Unit is { } unit)
            text.Append("# UNIT ").Append(name).Append(' ').Append(unit).Append('\n');
        foreach (var (labels, (value, counts)) in series)
        {
            if (family.Bounds is { } bounds)
                AppendHistogram(text, name, labels, bounds, counts, value, openMetrics);
            else
                AppendSample(text, sample, labels, value);
        }
    }

    private static void AppendHistogram(
        StringBuilder text, string name, string labels, double[] bounds, long[] counts, double sum, bool openMetrics)
    {
        long total = 0;
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            total += counts[bucket];
            var bound = bucket < bounds.Length ? Bound(bounds[bucket], openMetrics) : "+Inf";
            AppendSample(text, $"{name}_bucket", $"{labels}{(labels.Length > 0 ? "," : string.Empty)}le=\"{bound}\"", total);
        }

        AppendSample(text, $"{name}_sum", labels, sum);
        AppendSample(text, $"{name}_count", labels, total);
    }

    private static void AppendSample(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Labels(LabelSet labels) =>
        string.Join(',', labels.Labels().Select(label => $"{label.Key}=\"{Escape(label.Value, quotes: true)}\""));

    private static string Escape(string text, bool quotes)
    {
        var escaped = text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    /// <summary>OpenMetrics writes whole bounds as <c>1.0</c>, so that every client names a bucket alike.</summary>
    private static string Bound(double bound, bool openMetrics)
    {
        var number = Number(bound);
        return openMetrics && number.All(char.IsAsciiDigit) ? $"{number}.0" : number;
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
