using System.Globalization;
using Monolith.Monitoring.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Monitoring.Application.Ports;

/// <summary>Which requests a list is about; made by <see cref="Create"/>, so that no query sees a bad one. Null leaves a field out.</summary>
public sealed record RequestFilter
{
    private RequestFilter()
    {
    }

    public string? CorrelationId { get; private init; }

    /// <summary>A part of the route or, where none matched, of the path; in any case.</summary>
    public string? Route { get; private init; }

    /// <summary>The lowest HTTP status, inclusive.</summary>
    public int? StatusFrom { get; private init; }

    /// <summary>The highest HTTP status, inclusive.</summary>
    public int? StatusTo { get; private init; }

    public double? MinDurationMs { get; private init; }

    public Guid? UserId { get; private init; }

    public DateTimeOffset? From { get; private init; }

    public DateTimeOffset? To { get; private init; }

    /// <param name="status">One status (<c>404</c>) or a class of them (<c>5xx</c>).</param>
    public static Result<RequestFilter> Create(
        string? correlationId,
        string? route,
        string? status,
        double? minDurationMs,
        Guid? userId,
        DateTimeOffset? from,
        DateTimeOffset? to)
    {
        var broken = FilterRules.BrokenText("correlationId", correlationId, FilterRules.MaxCorrelationIdLength)
            ?? FilterRules.BrokenText("route", route, TraceEntry.MaxTextLength)
            ?? FilterRules.BrokenTimes(from, to);
        if (broken is not null)
            return broken;
        if (minDurationMs is { } duration && !(duration >= 0 && double.IsFinite(duration)))
            return FilterRules.Invalid("minDurationMs", "Must be 0 or more.");
        if (Statuses(status) is not var (lowest, highest))
            return FilterRules.Invalid("status", "Must be a status like 404 or a class like 5xx.");
        return new RequestFilter
        {
            CorrelationId = string.IsNullOrEmpty(correlationId) ? null : correlationId,
            Route = string.IsNullOrWhiteSpace(route) ? null : route.Trim(),
            StatusFrom = lowest,
            StatusTo = highest,
            MinDurationMs = minDurationMs,
            UserId = userId,
            From = from?.ToUniversalTime(),
            To = to?.ToUniversalTime(),
        };
    }

    /// <returns>Null when the text is neither a status nor a class.</returns>
    private static (int? Lowest, int? Highest)? Statuses(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return (null, null);
        if (text.Length == 3 && text[0] is >= '1' and <= '5' && text.EndsWith("xx", StringComparison.OrdinalIgnoreCase))
            return ((text[0] - '0') * 100, ((text[0] - '0') * 100) + 99);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 599
            ? (status, status)
            : null;
    }
}
