using System.Text.Json.Serialization;

namespace Monolith.Monitoring.Domain;

/// <summary>One thing that happened under a correlation id, and how long it took. Never holds a query string or a body.</summary>
public sealed class TraceEntry
{
    /// <summary>Longer texts are cut: an entry's size is bounded, whatever a caller sends.</summary>
    public const int MaxTextLength = 256;

    /// <summary>Details beyond these are left out.</summary>
    public const int MaxDetails = 16;

    [JsonConstructor]
    private TraceEntry()
    {
    }

    [JsonInclude]
    public Guid Id { get; private set; }

    [JsonInclude]
    public TraceKind Kind { get; private set; }

    [JsonInclude]
    public string CorrelationId { get; private set; } = string.Empty;

    /// <summary>W3C trace id, 32 hexadecimal digits.</summary>
    [JsonInclude]
    public string TraceId { get; private set; } = string.Empty;

    [JsonInclude]
    public string Name { get; private set; } = string.Empty;

    /// <summary>The module that did the work; null for what belongs to none.</summary>
    [JsonInclude]
    public string? Module { get; private set; }

    [JsonInclude]
    public DateTimeOffset StartedAt { get; private set; }

    [JsonInclude]
    public double DurationMs { get; private set; }

    [JsonInclude]
    public TraceStatus Status { get; private set; }

    [JsonInclude]
    public Guid? UserId { get; private set; }

    [JsonInclude]
    public string? Method { get; private set; }

    /// <summary>The pattern that the path matched, for example <c>/api/v1/users/{id}</c>.</summary>
    [JsonInclude]
    public string? Route { get; private set; }

    [JsonInclude]
    public string? Path { get; private set; }

    [JsonInclude]
    public int? HttpStatus { get; private set; }

    [JsonInclude]
    public IReadOnlyDictionary<string, string> Detail { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <param name="call">What the request asked for and got.</param>
    public static TraceEntry ForRequest(TraceOrigin origin, HttpCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var entry = Create(TraceKind.Request, $"{call.Method} {call.Route ?? call.Path}", origin);
        entry.Method = Cut(call.Method);
        entry.Route = call.Route is null ? null : Cut(call.Route);
        entry.Path = Cut(call.Path);
        entry.HttpStatus = call.Status;
        entry.UserId = call.UserId;
        entry.Status = call.Status >= 500 ? TraceStatus.Failed : origin.Status;
        return entry;
    }

    /// <param name="type">The alias of the message, or its type.</param>
    public static TraceEntry ForMessage(TraceOrigin origin, string type, IReadOnlyDictionary<string, string> detail) =>
        Create(TraceKind.Message, type, origin, detail);

    public static TraceEntry ForPush(TraceOrigin origin, string channel, IReadOnlyDictionary<string, string> detail) =>
        Create(TraceKind.Push, channel, origin, detail);

    private static TraceEntry Create(TraceKind kind, string name, TraceOrigin origin, IReadOnlyDictionary<string, string>? detail = null)
    {
        ArgumentNullException.ThrowIfNull(origin);
        if (origin.CorrelationId.Length == 0)
            throw new ArgumentException("An entry without a correlation id can never be found.", nameof(origin));
        return new TraceEntry
        {
            Id = origin.Id,
            Kind = kind,
            CorrelationId = origin.CorrelationId,
            TraceId = origin.TraceId,
            Name = Cut(name),
            Module = origin.Module,
            StartedAt = origin.StartedAt,
            DurationMs = Math.Round(Math.Max(0, origin.Duration.TotalMilliseconds), 3),
            Status = origin.Status,
            Detail = (detail ?? new Dictionary<string, string>(StringComparer.Ordinal))
                .Take(MaxDetails)
                .ToDictionary(pair => Cut(pair.Key), pair => Cut(pair.Value), StringComparer.Ordinal),
        };
    }

    private static string Cut(string text) => StoredText.Cut(text, MaxTextLength);
}

/// <summary>Where and when an entry comes from.</summary>
/// <param name="Id">The entry's; what happened once has one.</param>
public sealed record TraceOrigin(
    Guid Id,
    string CorrelationId,
    string TraceId,
    string? Module,
    DateTimeOffset StartedAt,
    TimeSpan Duration,
    TraceStatus Status);

/// <summary>One HTTP request and its answer.</summary>
/// <param name="Route">Null when no endpoint matched.</param>
/// <param name="Path">Without the query string.</param>
/// <param name="UserId">Null for anonymous callers.</param>
public sealed record HttpCall(string Method, string? Route, string Path, int Status, Guid? UserId);
