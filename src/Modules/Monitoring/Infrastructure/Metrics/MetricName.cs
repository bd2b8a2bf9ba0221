using System.Diagnostics.Metrics;
using System.Text;

namespace Monolith.Monitoring.Infrastructure.Metrics;

/// <summary>An instrument's name as Prometheus knows it: only allowed characters, with the unit at its end.</summary>
/// <param name="Family">Without <c>_total</c>.</param>
/// <param name="Unit">The unit that <paramref name="Family"/> ends with; null when it names none.</param>
internal sealed record MetricName(string Family, string? Unit)
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["Milliseconds"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["By"] = "bytes",
        ["%"] = "percent",
    };

    public static MetricName Of(Instrument instrument, bool isCounter)
    {
        var name = Allowed(instrument.Name, allowColon: true);
        if (isCounter && name.EndsWith("_total", StringComparison.Ordinal))
            name = name[..^"_total".Length];
        if (!Units.TryGetValue(instrument.Unit ?? string.Empty, out var unit))
            return new(name, Unit: null);
        return name.EndsWith($"_{unit}", StringComparison.Ordinal) ? new(name, unit) : new($"{name}_{unit}", unit);
    }

    /// <remarks><c>le</c> is the format's own in histograms.</remarks>
    public static string OfLabel(string tag)
    {
        var label = Allowed(tag, allowColon: false);
        return label == "le" ? "le_" : label;
    }

    private static string Allowed(string text, bool allowColon)
    {
        var name = new StringBuilder(text.Length + 1);
        foreach (var character in text)
            name.Append(char.IsAsciiLetterOrDigit(character) || (allowColon && character == ':') ? character : '_');
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
            name.Insert(0, '_');
        return name.ToString();
    }
}
