using System.Diagnostics;
using Wolverine.Runtime;

namespace Wolverine;

/// <summary>A message on its way to one destination, with what is known about it.</summary>
public class Envelope
{
    private DateTimeOffset? _deliverBy;
    private DateTimeOffset? _scheduledTime;

    public Envelope()
    {
    }

    public Envelope(object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Message = message;
    }

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public object? Message { get; set; }

    /// <summary>The registered alias of the message's type, or its full name.</summary>
    public string? MessageType { get; set; }

    public Dictionary<string, string?> Headers { get => field ??= []; internal set; }

    /// <summary>Not handled any more after this time.</summary>
    public DateTimeOffset? DeliverBy { get => _deliverBy; set => _deliverBy = value?.ToUniversalTime(); }

    /// <summary>Not handled before this time.</summary>
    public DateTimeOffset? ScheduledTime { get => _scheduledTime; set => _scheduledTime = value?.ToUniversalTime(); }

    /// <summary>How often the handler was started for this message, the running attempt included.</summary>
    public int Attempts { get; internal set; }

    public DateTimeOffset SentAt { get; internal set; }

    /// <summary>Name of the service that sent it.</summary>
    public string? Source { get; internal set; }

    public string? CorrelationId { get; internal set; }

    /// <summary>Id of the message that the chain of messages began with.</summary>
    public Guid ConversationId { get; internal set; }

    /// <summary>W3C trace context of the activity in which it was sent (<c>traceparent</c>).</summary>
    public string? ParentId { get; internal set; }

    public Uri? Destination { get; set; }

    /// <summary>The serialized message, where it was read from the database.</summary>
    public byte[]? Data => Body;

    /// <summary>The serialized message as it was read from the database; null when the message is at hand.</summary>
    internal byte[]? Body { get; set; }

    internal EnvelopeKey Key => new(Id, Destination?.AbsoluteUri ?? string.Empty);

    /// <summary>Whether this node keeps the envelope in memory, or leaves the row to whoever has room.</summary>
    internal bool IsHeld { get; set; }

    /// <summary>Handled without a transaction of its own: what is left to do is to delete its row.</summary>
    internal bool IsHandled { get; set; }

    public bool IsScheduledForLater(DateTimeOffset utcNow) => ScheduledTime > utcNow;

    public override string ToString() => $"Envelope #{Id} ({MessageType})" + (Destination is null ? "" : $" to {Destination}");

    internal void WriteTags(Activity activity)
    {
        if (Destination is not null)
        {
            activity.SetTag(WolverineTracing.MessagingSystem, Destination.Scheme);
            activity.SetTag(WolverineTracing.MessagingDestination, Destination.AbsoluteUri);
        }

        activity.SetTag(WolverineTracing.MessageType, MessageType);
        activity.SetTag(WolverineTracing.MessagingMessageId, Id);
        activity.SetTag(WolverineTracing.MessagingConversationId, CorrelationId);
    }
}

/// <summary>What identifies an envelope in the database: one message may be on its way to several destinations.</summary>
internal readonly record struct EnvelopeKey(Guid Id, string Destination);
