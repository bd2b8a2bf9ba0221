using System.Globalization;
using System.Text;

namespace Monolith.Bench.Load.Report;

/// <summary>
/// The results as a picture (SVG): for each row a bar for each contender, the limit's of length one, so that rows of different units stand
/// beside each other. Readable on light and on dark ground.
/// </summary>
internal sealed class Plot
{
    private const int Width = 860;
    private const int Margin = 16;
    private const int LabelWidth = 204;
    private const int ValueWidth = 136;
    private const int BarsLeft = Margin + LabelWidth;
    private const int BarsWidth = Width - BarsLeft - ValueWidth;
    private const int BarHeight = 13;
    private const int BarGap = 3;
    private const int RowGap = 16;

    /// <summary>A longer bar is cut off: it would make the others too short to compare.</summary>
    private const double MostRatio = 6;

    private const string Style =
        """
        text { font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2937 }
        .title { font-size: 15px; font-weight: 600 }
        .name { font-weight: 600; text-anchor: end }
        .quiet { fill: #6b7280 }
        .unit { fill: #6b7280; text-anchor: end; font-size: 11px }
        .one { stroke: #6b7280; stroke-dasharray: 3 3 }
        .product { fill: #2563eb } .limit { fill: #9ca3af } .peer { fill: #d97706 }
        .cut { fill: none; stroke: #ffffff; stroke-width: 2.5 }
        @media (prefers-color-scheme: dark) {
          text { fill: #e5e7eb } .quiet, .unit { fill: #9ca3af } .one { stroke: #9ca3af }
          .product { fill: #60a5fa } .limit { fill: #6b7280 } .peer { fill: #f59e0b } .cut { stroke: #0d1117 }
        }
        """;

    private static readonly string[] Contenders = ["product", "limit", "peer"];

    private readonly StringBuilder _body = new();
    private double _y = Margin;

    private Plot()
    {
    }

    public static string Of(Results results)
    {
        var plot = new Plot();
        var measured = results.Rows.Where(row => row.Measured.Count > 0).ToArray();
        plot.AddLegend();
        plot.AddPanel("Requests a second: longer is better", [.. measured.Where(row => row.IsRate)]);
        plot.AddPanel("Time, memory and size: shorter is better", [.. measured.Where(row => !row.IsRate)]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{plot._y:0}" viewBox="0 0 {Width} {plot._y:0}" role="img">
            <title>Product and peer as multiples of the limit</title>
            <style>
            {Style}
            </style>
            {plot._body}</svg>

            """);
    }

    private void AddLegend()
    {
        var x = BarsLeft;
        foreach (var contender in Contenders)
        {
            Write($"""<rect x="{x}" y="{_y}" width="12" height="12" rx="2" class="{contender}"/>""");
            Write($"""<text x="{x + 18}" y="{_y + 10.5}">{contender}</text>""");
            x += 90;
        }

        Write($"""<text x="{Width - Margin}" y="{_y + 10.5}" text-anchor="end" class="quiet">the limit is 1</text>""");
        _y += 2 * Margin;
    }

    private void AddPanel(string title, IReadOnlyList<RowResult> rows)
    {
        if (rows.Count == 0)
            return;
        _y += 1.25 * Margin;
        Write($"""<text x="{BarsLeft}" y="{_y}" class="title">{title}</text>""");
        _y += Margin;
        var longest = rows.SelectMany(row => row.Measured.Values.Select(measured => measured.Median / Base(row))).Append(1).Max();
        var unit = BarsWidth / Math.Min(longest, MostRatio);
        var top = _y;
        foreach (var row in rows)
            AddRow(row, unit);
        Write($"""<line x1="{BarsLeft + unit}" x2="{BarsLeft + unit}" y1="{top - 4}" y2="{_y - RowGap + 4}" class="one"/>""");
    }

    private void AddRow(RowResult row, double unit)
    {
        var height = row.Measured.Count * (BarHeight + BarGap) - BarGap;
        Write($"""<text x="{BarsLeft - 10}" y="{_y + height / 2.0}" class="name">{row.Name}</text>""");
        Write($"""<text x="{BarsLeft - 10}" y="{_y + height / 2.0 + 14}" class="unit">{row.Unit}</text>""");
        foreach (var contender in Contenders.Where(row.Measured.ContainsKey))
        {
            AddBar(contender, row.Measured[contender].Median, row.Measured[contender].Median / Base(row), unit);
            _y += BarHeight + BarGap;
        }

        _y += RowGap - BarGap;
    }

    private void AddBar(string contender, double value, double ratio, double unit)
    {
        var length = Math.Max(1, Math.Min(ratio, MostRatio) * unit);
        var end = BarsLeft + length;
        Write($"""<rect x="{BarsLeft}" y="{_y}" width="{length:0.#}" height="{BarHeight}" rx="2" class="{contender}"/>""");
        if (ratio > MostRatio)
            Write($"""<path d="M{end - 22:0.#} {_y + BarHeight + 2} l6 -{BarHeight + 4} m4 0 l-6 {BarHeight + 4}" class="cut"/>""");
        var number = value.ToString(value < 100 ? "N1" : "N0", CultureInfo.InvariantCulture);
        var multiple = contender == "limit" ? "" : Ratio(ratio);
        Write($"""<text x="{end + 6:0.#}" y="{_y + BarHeight - 2.5}">{number} <tspan dx="3" class="quiet">{multiple}</tspan></text>""");
    }

    /// <summary>What has length one: the limit, or the product where no limit was measured.</summary>
    private static double Base(RowResult row) => (row.Limit ?? row.Product!).Median;

    private static string Ratio(double ratio) => ratio.ToString(ratio >= 10 ? "0x" : "0.00x", CultureInfo.InvariantCulture);

    private void Write(FormattableString element) => _body.AppendLine(FormattableString.Invariant(element));
}
