namespace Wolverine.Tracking;

/// <summary>What happened to messages from the start of an action until everything it caused was done.</summary>
public interface ITrackedSession
{
    TrackingStatus Status { get; }

    RecordCollection Received { get; }

    RecordCollection Sent { get; }

    RecordCollection ExecutionStarted { get; }

    /// <summary>Every attempt, also the failed ones.</summary>
    RecordCollection ExecutionFinished { get; }

    /// <summary>Messages that a queue's handler has dealt with.</summary>
    RecordCollection MessageSucceeded { get; }

    RecordCollection MessageFailed { get; }

    RecordCollection NoRoutes { get; }

    RecordCollection MovedToErrorQueue { get; }

    RecordCollection Requeued { get; }

    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    T FindSingleTrackedMessageOfType<T>();

    EnvelopeRecord[] FindEnvelopesWithMessageType<T>();

    EnvelopeRecord[] FindEnvelopesWithMessageType<T>(MessageEventType eventType);

    EnvelopeRecord[] AllRecordsInOrder();

    EnvelopeRecord[] AllRecordsInOrder(MessageEventType eventType);

    /// <summary>Of every failed attempt, also where a later one succeeded.</summary>
    IReadOnlyList<Exception> AllExceptions();
}
