namespace Wolverine.Persistence.Durability;

/// <summary>A message that was put aside, and why. The body stays in the database.</summary>
public class DeadLetterEnvelope
{
    internal DeadLetterEnvelope(Envelope envelope, DateTimeOffset? executionTime, string exceptionType, string exceptionMessage)
    {
        Envelope = envelope;
        ExecutionTime = executionTime;
        ExceptionType = exceptionType;
        ExceptionMessage = exceptionMessage;
    }

    public Guid Id => Envelope.Id;

    /// <summary>When the last attempt failed. (The library itself has here the time a message was scheduled for.)</summary>
    public DateTimeOffset? ExecutionTime { get; }

    /// <summary>What is known about the message, such as its attempts and its correlation; of the message only its bytes.</summary>
    public Envelope Envelope { get; }

    /// <inheritdoc cref="Envelope.MessageType"/>
    public string MessageType => Envelope.MessageType!;

    /// <summary>The queue that it failed in and that a replay puts it back into.</summary>
    public string ReceivedAt => Envelope.Destination!.AbsoluteUri;

    /// <inheritdoc cref="Envelope.Source"/>
    public string Source => Envelope.Source ?? string.Empty;

    /// <summary>Full name of the type of the last exception.</summary>
    public string ExceptionType { get; }

    /// <summary>Cut after 2,000 characters.</summary>
    public string ExceptionMessage { get; }

    public DateTimeOffset SentAt => Envelope.SentAt;
}
