using System.Globalization;
using System.Text;

namespace Monolith.Monitoring.Infrastructure.Metrics;

/// <summary>The tags of one series. Their order does not matter, so that two call sites that disagree about it share a series.</summary>
internal sealed class LabelSet
{
    /// <summary>As OpenTelemetry marks the series that takes what exceeds the limit.</summary>
    public static readonly LabelSet Overflow = new([new("otel.metric.overflow", true)]);

    private readonly KeyValuePair<string, object?>[] tags;

    private LabelSet(KeyValuePair<string, object?>[] tags) => this.tags = tags;

    /// <summary>Whether these are the very objects that the set was made of: a sure and quick yes, but no certain no.</summary>
    public bool IsMadeOf(ReadOnlySpan<KeyValuePair<string, object?>> others)
    {
        if (others.Length != tags.Length)
            return false;
        // The last ones are the most likely to differ.
        for (var i = others.Length - 1; i >= 0; i--)
        {
            if (!ReferenceEquals(others[i].Value, tags[i].Value) || !ReferenceEquals(others[i].Key, tags[i].Key))
                return false;
        }

        return true;
    }

    /// <summary>Label names that the text format allows, each once, with their values, in a fixed order.</summary>
    public IEnumerable<KeyValuePair<string, string>> Labels() => tags
        .GroupBy(tag => MetricName.OfLabel(tag.Key), tag => Text(tag.Value))
        .OrderBy(label => label.Key, StringComparer.Ordinal)
        .Select(label => KeyValuePair.Create(label.Key, string.Join(';', label)));

    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        string text => WellFormed(text),
        bool flag => flag ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>The format is UTF-8; half a surrogate pair has no place in it.</summary>
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>Finds a series by the tags of a measurement without copying them.</summary>
    internal sealed class Comparer : IEqualityComparer<LabelSet>, IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, LabelSet>
    {
        public static readonly Comparer Instance = new();

        public bool Equals(LabelSet? x, LabelSet? y) => ReferenceEquals(x, y) || (x is not null && y is not null && Equals(x.tags, y));

        public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> alternate, LabelSet other)
        {
            if (alternate.Length != other.tags.Length)
                return false;
            for (var i = 0; i < alternate.Length; i++)
            {
                // A call site names its tags in the same order every time.
                if (!AreSame(alternate[i], other.tags[i]) && !Contains(other.tags, alternate[i]))
                    return false;
            }

            return true;
        }

        public int GetHashCode(LabelSet obj) => GetHashCode(obj.tags);

        public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> alternate)
        {
            var hash = alternate.Length;
            // The names in a family are mostly the same.
            foreach (var (_, value) in alternate)
                hash += value is string text ? Hash(text) : value?.GetHashCode() ?? 0;
            return hash;
        }

        public LabelSet Create(ReadOnlySpan<KeyValuePair<string, object?>> alternate) => new(alternate.ToArray());

        private static bool Contains(KeyValuePair<string, object?>[] tags, KeyValuePair<string, object?> wanted)
        {
            foreach (var tag in tags)
            {
                if (AreSame(tag, wanted))
                    return true;
            }

            return false;
        }

        private static bool AreSame(KeyValuePair<string, object?> one, KeyValuePair<string, object?> other) =>
            one.Key == other.Key && Equals(one.Value, other.Value);

        /// <summary>Every request pays for some; what collides is told apart by comparing, and a family has few members.</summary>
        private static int Hash(string text) =>
            text.Length == 0 ? 0 : text.Length | (text[0] << 8) | (text[^1] << 16) | (text[text.Length / 2] << 24);
    }
}
