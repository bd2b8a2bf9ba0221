using System.Collections.Immutable;

namespace Wolverine.Tracking;

/// <summary>Tells the sessions that watch this service what happens to messages.</summary>
internal sealed class MessageTracker(string serviceName)
{
    private ImmutableArray<TrackedSession> _sessions = [];

    public bool IsWatching => !_sessions.IsEmpty;

    public void Add(TrackedSession session) => ImmutableInterlocked.Update(ref _sessions, static (all, one) => all.Add(one), session);

    public void Remove(TrackedSession session) => ImmutableInterlocked.Update(ref _sessions, static (all, one) => all.Remove(one), session);

    /// <summary>A message is to be waited for.</summary>
    public void Enter(Envelope envelope)
    {
        foreach (var session in _sessions)
            session.Enter(envelope);
    }

    /// <summary>Nothing more will happen to it.</summary>
    public void Leave(Envelope envelope)
    {
        foreach (var session in _sessions)
            session.Leave(envelope);
    }

    public void Sent(Envelope envelope)
    {
        Enter(envelope);
        Record(MessageEventType.Sent, envelope);
    }

    public void Received(Envelope envelope)
    {
        Enter(envelope);
        Record(MessageEventType.Received, envelope);
    }

    public void ExecutionStarted(Envelope envelope) => Record(MessageEventType.ExecutionStarted, envelope);

    public void ExecutionFinished(Envelope envelope, Exception? exception) =>
        Record(MessageEventType.ExecutionFinished, envelope, exception);

    public void NoRoutes(Envelope envelope) => Record(MessageEventType.NoRoutes, envelope);

    public void Requeued(Envelope envelope) => Record(MessageEventType.Requeued, envelope);

    public void MessageSucceeded(Envelope envelope) => RecordLast(MessageEventType.MessageSucceeded, envelope);

    public void Discarded(Envelope envelope) => RecordLast(MessageEventType.Discarded, envelope);

    public void Scheduled(Envelope envelope) => RecordLast(MessageEventType.Scheduled, envelope);

    public void MovedToErrorQueue(Envelope envelope, Exception exception)
    {
        Record(MessageEventType.MessageFailed, envelope, exception);
        RecordLast(MessageEventType.MovedToErrorQueue, envelope, exception);
    }

    private void RecordLast(MessageEventType type, Envelope envelope, Exception? exception = null)
    {
        Record(type, envelope, exception);
        Leave(envelope);
    }

    private void Record(MessageEventType type, Envelope envelope, Exception? exception = null)
    {
        foreach (var session in _sessions)
            session.Record(type, envelope, serviceName, exception);
    }
}
