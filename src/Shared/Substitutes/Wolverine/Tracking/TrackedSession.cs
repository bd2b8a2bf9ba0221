using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Wolverine.Runtime;

namespace Wolverine.Tracking;

/// <summary>Waits until an action has returned and no message is left that was sent since it began.</summary>
internal sealed class TrackedSession : ITrackedSession
{
    private readonly Lock _lock = new();
    private readonly List<EnvelopeRecord> _records = [];
    private readonly HashSet<EnvelopeKey> _open = [];
    private readonly HashSet<EnvelopeKey> _done = [];
    private readonly List<WolverineRuntime> _watched = [];
    private readonly IServiceProvider _services;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _started = Stopwatch.GetTimestamp();
    private bool _actionHasReturned;

    public TrackedSession(IServiceProvider services)
    {
        _services = services;
        Watch(services);
        Received = new(MessageEventType.Received, this);
        Sent = new(MessageEventType.Sent, this);
        ExecutionStarted = new(MessageEventType.ExecutionStarted, this);
        ExecutionFinished = new(MessageEventType.ExecutionFinished, this);
        MessageSucceeded = new(MessageEventType.MessageSucceeded, this);
        MessageFailed = new(MessageEventType.MessageFailed, this);
        NoRoutes = new(MessageEventType.NoRoutes, this);
        MovedToErrorQueue = new(MessageEventType.MovedToErrorQueue, this);
        Requeued = new(MessageEventType.Requeued, this);
    }

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    public bool AssertNoExceptions { get; set; } = true;

    public bool AssertNoTimeout { get; set; } = true;

    public TrackingStatus Status { get; private set; }

    public RecordCollection Received { get; }

    public RecordCollection Sent { get; }

    public RecordCollection ExecutionStarted { get; }

    public RecordCollection ExecutionFinished { get; }

    public RecordCollection MessageSucceeded { get; }

    public RecordCollection MessageFailed { get; }

    public RecordCollection NoRoutes { get; }

    public RecordCollection MovedToErrorQueue { get; }

    public RecordCollection Requeued { get; }

    public void Watch(IServiceProvider services) => _watched.Add(services.GetRequiredService<WolverineRuntime>());

    /// <exception cref="TimeoutException">Something was still on its way when the time was over.</exception>
    /// <exception cref="AggregateException">Attempts failed.</exception>
    public async Task<ITrackedSession> RunAsync(Func<IMessageContext, Task> action)
    {
        _watched.ForEach(runtime => runtime.Tracker.Add(this));
        try
        {
            await using var scope = _services.CreateAsyncScope();
            var limit = Task.Delay(Timeout, CancellationToken.None);
            var work = ActAsync(action, scope.ServiceProvider.GetRequiredService<IMessageContext>());
            Status = await Task.WhenAny(work, limit) == limit ? TrackingStatus.TimedOut : TrackingStatus.Completed;
            if (Status == TrackingStatus.Completed)
                await work;
        }
        finally
        {
            _watched.ForEach(runtime => runtime.Tracker.Remove(this));
        }

        if (AssertNoExceptions && AllExceptions() is { Count: > 0 } exceptions)
            throw new AggregateException(exceptions);
        if (AssertNoTimeout && Status == TrackingStatus.TimedOut)
            throw new TimeoutException($"Messages were still on their way after {Timeout}:{Describe()}");

        return this;
    }

    public void Enter(Envelope envelope)
    {
        lock (_lock)
        {
            if (!_done.Contains(envelope.Key))
                _open.Add(envelope.Key);
        }
    }

    public void Leave(Envelope envelope)
    {
        lock (_lock)
        {
            // Another node may be done with a message before the one that sent it has said so.
            _done.Add(envelope.Key);
            _open.Remove(envelope.Key);
            CompleteWhenDone();
        }
    }

    public void Record(MessageEventType type, Envelope envelope, string serviceName, Exception? exception)
    {
        var record = new EnvelopeRecord(type, envelope, (long)Stopwatch.GetElapsedTime(_started).TotalMilliseconds, serviceName, exception);
        lock (_lock)
            _records.Add(record);
    }

    public T FindSingleTrackedMessageOfType<T>()
    {
        var messages = AllRecordsInOrder().Select(record => record.Message).OfType<T>().Distinct().ToArray();
        return messages.Length == 1
            ? messages[0]
            : throw new InvalidOperationException($"{messages.Length} messages of type {typeof(T).Name}:{Describe()}");
    }

    public EnvelopeRecord[] FindEnvelopesWithMessageType<T>() => [.. AllRecordsInOrder().Where(record => record.Message is T)];

    public EnvelopeRecord[] FindEnvelopesWithMessageType<T>(MessageEventType eventType) =>
        [.. AllRecordsInOrder(eventType).Where(record => record.Message is T)];

    public EnvelopeRecord[] AllRecordsInOrder()
    {
        lock (_lock)
            return [.. _records];
    }

    public EnvelopeRecord[] AllRecordsInOrder(MessageEventType eventType) =>
        [.. AllRecordsInOrder().Where(record => record.MessageEventType == eventType)];

    public IReadOnlyList<Exception> AllExceptions() =>
        [.. AllRecordsInOrder().Select(record => record.Exception).OfType<Exception>().Distinct()];

    public string Describe() => string.Concat(AllRecordsInOrder().Select(record => Environment.NewLine + record));

    private async Task ActAsync(Func<IMessageContext, Task> action, IMessageContext context)
    {
        await action(context);
        lock (_lock)
        {
            _actionHasReturned = true;
            CompleteWhenDone();
        }

        await _completion.Task;
    }

    private void CompleteWhenDone()
    {
        if (_actionHasReturned && _open.Count == 0)
            _completion.TrySetResult();
    }
}
