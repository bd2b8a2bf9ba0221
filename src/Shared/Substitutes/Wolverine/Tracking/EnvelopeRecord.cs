namespace Wolverine.Tracking;

public enum MessageEventType
{
    Received,
    Sent,
    ExecutionStarted,
    ExecutionFinished,
    MessageSucceeded,
    MessageFailed,
    NoRoutes,
    MovedToErrorQueue,
    Requeued,
    Scheduled,
    Discarded,
}

public enum TrackingStatus
{
    Active,
    Completed,
    TimedOut,
}

/// <summary>One thing that happened to one message.</summary>
public class EnvelopeRecord
{
    internal EnvelopeRecord(MessageEventType type, Envelope envelope, long sessionTime, string serviceName, Exception? exception)
    {
        MessageEventType = type;
        Envelope = envelope;
        SessionTime = sessionTime;
        ServiceName = serviceName;
        Exception = exception;
        AttemptNumber = envelope.Attempts;
    }

    public MessageEventType MessageEventType { get; }

    public Envelope Envelope { get; }

    public object? Message => Envelope.Message;

    /// <summary>Milliseconds since the session began.</summary>
    public long SessionTime { get; }

    public string? ServiceName { get; }

    public Exception? Exception { get; }

    public int AttemptNumber { get; }

    public override string ToString() =>
        $"{ServiceName} @{SessionTime} ms: {MessageEventType} {Envelope}" + (Exception is null ? "" : $" {Exception.GetType().Name}: {Exception.Message}");
}

/// <summary>The records of one kind.</summary>
public class RecordCollection
{
    private readonly TrackedSession _session;
    private readonly MessageEventType _type;

    internal RecordCollection(MessageEventType type, TrackedSession session)
    {
        _type = type;
        _session = session;
    }

    public IEnumerable<EnvelopeRecord> RecordsInOrder() => _session.AllRecordsInOrder(_type);

    public IEnumerable<Envelope> Envelopes() => RecordsInOrder().Select(record => record.Envelope);

    public IEnumerable<object> AllMessages() => RecordsInOrder().Select(record => record.Message).OfType<object>();

    public IEnumerable<T> MessagesOf<T>() => AllMessages().OfType<T>();

    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public EnvelopeRecord SingleRecord<T>()
    {
        var records = RecordsInOrder().Where(record => record.Message is T).ToArray();
        return records.Length == 1
            ? records[0]
            : throw new InvalidOperationException($"{records.Length} times {_type} for {typeof(T).Name}:{_session.Describe()}");
    }

    /// <inheritdoc cref="SingleRecord{T}"/>
    public Envelope SingleEnvelope<T>() => SingleRecord<T>().Envelope;

    /// <inheritdoc cref="SingleRecord{T}"/>
    public T SingleMessage<T>() => (T)SingleRecord<T>().Message!;
}
