using System.Globalization;
using Monolith.Monitoring.Domain;

namespace Monolith.Monitoring.Application.Ports;

/// <summary>Everything kept under one correlation id, on one time line.</summary>
/// <param name="StartedAt">When its first entry started.</param>
/// <param name="DurationMs">Until its last entry ended.</param>
public sealed record TraceView(string CorrelationId, DateTimeOffset StartedAt, double DurationMs, IReadOnlyList<TraceEntryView> Entries)
{
    /// <summary>Entries of one trace that a page shows; the earliest are kept.</summary>
    public const int MaxEntries = 1_000;

    /// <param name="entries">At least one; in any order.</param>
    public static TraceView From(IReadOnlyCollection<TraceEntry> entries)
    {
        var ordered = entries.OrderBy(entry => entry.StartedAt).ThenBy(entry => entry.Kind).ToArray();
        var start = ordered[0].StartedAt;
        return new(
            ordered[0].CorrelationId,
            start,
            ordered.Max(entry => Offset(entry, start) + entry.DurationMs),
            [.. ordered.Select(entry => TraceEntryView.From(entry, Offset(entry, start)))]);
    }

    private static double Offset(TraceEntry entry, DateTimeOffset start) => (entry.StartedAt - start).TotalMilliseconds;
}

/// <summary>One entry of a time line.</summary>
/// <param name="OffsetMs">Since the trace started.</param>
public sealed record TraceEntryView(
    Guid Id,
    TraceKind Kind,
    string Name,
    string? Module,
    DateTimeOffset StartedAt,
    double OffsetMs,
    double DurationMs,
    TraceStatus Status,
    IReadOnlyDictionary<string, string> Detail)
{
    internal static TraceEntryView From(TraceEntry entry, double offsetMs) => new(
        entry.Id,
        entry.Kind,
        entry.Name,
        entry.Module,
        entry.StartedAt,
        offsetMs,
        entry.DurationMs,
        entry.Status,
        entry.Kind == TraceKind.Request ? Call(entry) : entry.Detail);

    private static Dictionary<string, string> Call(TraceEntry entry)
    {
        var detail = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("method", entry.Method);
        Add("route", entry.Route);
        Add("path", entry.Path);
        Add("status", entry.HttpStatus?.ToString(CultureInfo.InvariantCulture));
        Add("userId", entry.UserId?.ToString());
        return detail;

        void Add(string name, string? value)
        {
            if (value is not null)
                detail[name] = value;
        }
    }
}
