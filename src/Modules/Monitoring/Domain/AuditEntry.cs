using System.Text.Json.Serialization;

namespace Monolith.Monitoring.Domain;

/// <summary>
/// Who did what, when and from where. It is written once and stays as it is, but for who
/// somebody was that is erased; only its age removes it.
/// </summary>
public sealed class AuditEntry
{
    /// <summary>Longer texts are cut: an entry's size is bounded, whatever a client sends.</summary>
    public const int MaxTextLength = 512;

    [JsonConstructor]
    private AuditEntry()
    {
    }

    /// <summary>Of the event that it records; ids grow with time.</summary>
    [JsonInclude]
    public Guid Id { get; private set; }

    [JsonInclude]
    public string Kind { get; private set; } = string.Empty;

    /// <summary>To the microsecond, as the database knows it.</summary>
    [JsonInclude]
    public DateTimeOffset At { get; private set; }

    /// <summary>Whose account it is about; null when it is nobody's.</summary>
    [JsonInclude]
    public Guid? AccountId { get; private set; }

    /// <summary>Who did it; null when nobody had shown to be anybody.</summary>
    [JsonInclude]
    public Guid? ActorId { get; private set; }

    [JsonInclude]
    public string CorrelationId { get; private set; } = string.Empty;

    [JsonInclude]
    public AuditOrigin Origin { get; private set; } = AuditOrigin.Unknown;

    [JsonInclude]
    public string? Detail { get; private set; }

    /// <summary>Whether anybody can cause as many as the limits let through.</summary>
    [JsonInclude]
    public bool Unproven { get; private set; }

    public static AuditEntry Record(AuditFact fact, AuditOrigin origin, string correlationId)
    {
        ArgumentNullException.ThrowIfNull(fact);
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentException.ThrowIfNullOrEmpty(correlationId);
        return new AuditEntry
        {
            Id = fact.Id,
            Kind = Cut(fact.Kind)!,
            At = new DateTimeOffset(fact.At.UtcTicks - (fact.At.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero),
            AccountId = fact.AccountId,
            ActorId = fact.ActorId,
            CorrelationId = Cut(correlationId)!,
            Origin = new AuditOrigin(Cut(origin.Ip), Cut(origin.Device), Cut(origin.Browser), Cut(origin.UserAgent)),
            Detail = Cut(fact.Detail),
            Unproven = fact.Unproven,
        };
    }

    private static string? Cut(string? text) => text is null ? null : StoredText.Cut(text, MaxTextLength);
}

/// <summary>Who did what, and when.</summary>
/// <param name="Kind">A stable text in kebab case.</param>
public sealed record AuditFact(Guid Id, string Kind, DateTimeOffset At, Guid? AccountId, Guid? ActorId, string? Detail, bool Unproven);

/// <summary>From where; null where it is not known.</summary>
/// <param name="Device">As a person recognises it, like the browser.</param>
/// <param name="UserAgent">What the client said it is.</param>
public sealed record AuditOrigin(string? Ip, string? Device, string? Browser, string? UserAgent)
{
    public static readonly AuditOrigin Unknown = new(null, null, null, null);
}
