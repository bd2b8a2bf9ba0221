namespace Wolverine;

/// <summary>How one message is delivered, where that differs from the usual.</summary>
public class DeliveryOptions
{
    public Dictionary<string, string?> Headers { get; internal set; } = [];

    /// <summary>Not handled any more after this time.</summary>
    public DateTimeOffset? DeliverBy { get; set; }

    /// <summary>Not handled any more when it has waited this long.</summary>
    public TimeSpan? DeliverWithin { get; set; }

    /// <summary>Not handled before this time.</summary>
    public DateTimeOffset? ScheduledTime { get; set; }

    /// <summary>Not handled before it has waited this long.</summary>
    public TimeSpan? ScheduleDelay { get; set; }

    public DeliveryOptions WithHeader(string key, string headerValue)
    {
        Headers[key] = headerValue;
        return this;
    }

    internal void ApplyTo(Envelope envelope, DateTimeOffset now)
    {
        foreach (var (key, value) in Headers)
            envelope.Headers[key] = value;

        envelope.DeliverBy = DeliverBy ?? now + DeliverWithin;
        envelope.ScheduledTime = ScheduledTime ?? now + ScheduleDelay;
    }
}
