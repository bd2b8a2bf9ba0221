using System.Diagnostics.Metrics;

namespace Monolith.Monitoring.Infrastructure.Metrics;

/// <summary>The upper bounds of a histogram's buckets: what its instrument advises, else by its unit.</summary>
internal static class Buckets
{
    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
    private static readonly double[] Milliseconds = [.. Seconds.Select(bound => bound * 1_000)];
    private static readonly double[] Bytes = [.. Enumerable.Range(5, 11).Select(power => Math.Pow(4, power))];
    private static readonly double[] Numbers = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1_000, 2_500, 5_000, 7_500, 10_000];

    public static double[] Of(Instrument instrument, string? unit) => Advised(instrument) ?? unit switch
    {
        "seconds" => Seconds,
        "milliseconds" => Milliseconds,
        "bytes" => Bytes,
        _ => Numbers,
    };

    private static double[]? Advised(Instrument instrument) => instrument switch
    {
        Instrument<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Instrument<float> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Instrument<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Instrument<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        _ => null,
    };
}
