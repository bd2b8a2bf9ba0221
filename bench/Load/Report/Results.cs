namespace Monolith.Bench.Load.Report;

/// <summary>What the rounds of one contender gave.</summary>
/// <param name="Values">In the row's unit, one a round.</param>
/// <param name="P99s">Milliseconds, one a round; none where the row has no requests.</param>
/// <param name="Rss">Megabytes, where the row is about memory: shared pages in full, while the value counts them by parts.</param>
internal sealed record Measured(IReadOnlyList<double> Values, IReadOnlyList<double> P99s, double? Rss = null)
{
    public double Median => Middle(Values);

    public double Least => Values.Min();

    public double Most => Values.Max();

    /// <summary>Milliseconds.</summary>
    public double? P99 => P99s.Count > 0 ? Middle(P99s) : null;

    public static Measured Of(params double[] values) => new(values, []);

    private static double Middle(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>A condition with its verdict.</summary>
internal sealed record Verdict(string Text, bool Holds);

/// <summary>A line of the report.</summary>
/// <param name="Name">Stable: results of different versions are compared by it.</param>
/// <param name="IsRate">More is better; otherwise less is.</param>
/// <param name="Measured">By the contender's name; one that is not built is missing.</param>
/// <param name="Notes">Sentences about what was seen.</param>
internal sealed record RowResult(
    string Name, string Unit, bool IsRate, IReadOnlyDictionary<string, Measured> Measured, IReadOnlyList<string> Notes)
{
    public IReadOnlyList<Verdict> Verdicts { get; private init; } = [];

    public Measured? Product => Measured.GetValueOrDefault("product");

    public Measured? Limit => Measured.GetValueOrDefault("limit");

    public Measured? Peer => Measured.GetValueOrDefault("peer");

    public double? ToLimit => Product?.Median / Limit?.Median;

    public double? ToPeer => Product?.Median / Peer?.Median;

    public double? P99ToLimit => Product?.P99 / Limit?.P99;

    public double? P99ToPeer => Product?.P99 / Peer?.P99;

    /// <summary>The same row with the verdicts on these bars.</summary>
    public RowResult Against(IEnumerable<Bar> bars) => this with
    {
        Verdicts =
        [
            .. bars.Select(bar => bar.Holds(this) is { } holds
                ? new Verdict(bar.Text, holds)
                : new Verdict($"{bar.Text} (cannot be told: a contender was not measured)", Holds: false)),
        ],
    };
}

/// <summary>What a row must reach.</summary>
/// <param name="Holds">Null when a contender is missing, which no bar survives.</param>
internal sealed record Bar(string Text, Func<RowResult, bool?> Holds)
{
    public static Bar ToLimit(double least) => new($"at least {Number(least)} of the limit", row => row.ToLimit is { } ratio ? ratio >= least : null);

    public static Bar ToPeer(double least) => new($"at least {Number(least)} of the peer", row => row.ToPeer is { } ratio ? ratio >= least : null);

    public static Bar P99ToLimit(double most) =>
        new($"p99 at most {Number(most)} of the limit's", row => row.P99ToLimit is { } ratio ? ratio <= most : null);

    public static Bar P99BelowPeer { get; } = new("p99 below the peer's", row => row.P99ToPeer is { } ratio ? ratio < 1 : null);

    private static string Number(double value) => FormattableString.Invariant($"{value:0.##}x");
}

/// <summary>One whole run.</summary>
/// <param name="Failures">Sentences about rows that could not be measured.</param>
internal sealed record Results(
    IReadOnlyDictionary<string, string> Machine,
    IReadOnlyDictionary<string, string> Versions,
    IReadOnlyList<RowResult> Rows,
    IReadOnlyList<string> Failures)
{
    public bool AllBarsHold => Rows.All(row => row.Verdicts.All(verdict => verdict.Holds));
}
