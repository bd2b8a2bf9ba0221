using Monolith.Monitoring.Domain;

namespace Monolith.Monitoring.Application.Ports;

/// <summary>One answered request.</summary>
/// <param name="Route">The pattern that the path matched; null when none did.</param>
/// <param name="Path">Without the query string.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="UserId">Null for anonymous callers.</param>
public sealed record RequestView(
    Guid Id,
    string CorrelationId,
    string TraceId,
    string Method,
    string? Route,
    string Path,
    int Status,
    double DurationMs,
    Guid? UserId,
    DateTimeOffset StartedAt)
{
    public static RequestView From(TraceEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(
            entry.Id,
            entry.CorrelationId,
            entry.TraceId,
            entry.Method ?? string.Empty,
            entry.Route,
            entry.Path ?? string.Empty,
            entry.HttpStatus ?? 0,
            entry.DurationMs,
            entry.UserId,
            entry.StartedAt);
    }
}
