using System.Diagnostics;
using System.Diagnostics.Metrics;
using Wolverine.Persistence;

namespace Wolverine.Runtime;

/// <summary>
/// What a service measures about its messages, as the meter <c>Wolverine:{ServiceName}</c>; the names are of our own choice (ADR 0009).
/// Tags: <c>message.type</c> and <c>message.destination</c>, both of which the code bounds; a message that its caller waits for has no
/// destination.
/// <list type="table">
/// <item><term>messages.sent</term><description>Counter: a message went to one queue, after the commit that it was part of.</description></item>
/// <item><term>messages.handled</term><description>Counter: a message is done with; <c>outcome</c> is <c>succeeded</c>,
/// <c>discarded</c> (expired, or by a rule), <c>dead_lettered</c>, or <c>failed</c> (the exception went to the waiting caller).</description></item>
/// <item><term>messages.duration</term><description>Histogram, seconds: one attempt, from the start of the handler to the end of its
/// commit; <c>error.type</c> is the exception of an attempt that failed.</description></item>
/// <item><term>messages.retries</term><description>Counter: an attempt failed and another follows; <c>error.type</c>.</description></item>
/// <item><term>messages.dead_letters</term><description>Counter: a message was put aside; <c>error.type</c>.</description></item>
/// <item><term>messages.dead_letters.waiting</term><description>Gauge by queue: the dead letters that are there.</description></item>
/// <item><term>messages.queue.depth</term><description>Gauge by queue: the due messages in the database, also those being handled.</description></item>
/// <item><term>messages.queue.oldest.age</term><description>Gauge by queue, seconds: for how long the oldest of them has been due; 0 without any.</description></item>
/// </list>
/// The gauges tell of the database, so every node says the same: take the maximum over nodes, not the sum. Of what nobody has
/// claimed yet they count up to 1,000 a queue, of dead letters up to 1,000 altogether.
/// </summary>
internal sealed class WolverineMetrics : IDisposable
{
    private const string Unit = "{message}";
    private const string DestinationKey = "message.destination";

    private static readonly InstrumentAdvice<double> Seconds =
        new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] };

    private readonly Meter _meter;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _handled;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _deadLetters;
    private readonly ObservableGauge<long>[] _counts;
    private readonly ObservableGauge<double> _oldest;
    private volatile Backlog _backlog = Backlog.Unknown;

    /// <param name="serviceName">Part of the meter's name.</param>
    /// <param name="meters">The container's, so that another host in this process does not count these messages as its own.</param>
    public WolverineMetrics(string serviceName, IMeterFactory? meters)
    {
        _meter = meters?.Create("Wolverine:" + serviceName) ?? new Meter("Wolverine:" + serviceName);
        _sent = _meter.CreateCounter<long>("messages.sent", Unit, "Messages that went to a queue.");
        _handled = _meter.CreateCounter<long>("messages.handled", Unit, "Messages that are done with, by outcome.");
        _duration = _meter.CreateHistogram("messages.duration", "s", "Duration of one attempt to handle a message.", tags: null, Seconds);
        _retries = _meter.CreateCounter<long>("messages.retries", Unit, "Failed attempts that another one follows.");
        _deadLetters = _meter.CreateCounter<long>("messages.dead_letters", Unit, "Messages that no retry could save.");
        _counts =
        [
            _meter.CreateObservableGauge(
                "messages.dead_letters.waiting", () => Measure(_backlog.DeadLetters), Unit, "Dead letters that wait for an operator."),
            _meter.CreateObservableGauge("messages.queue.depth", () => Measure(_backlog.Depths), Unit, "Due messages in the database."),
        ];
        _oldest = _meter.CreateObservableGauge(
            "messages.queue.oldest.age", () => Measure(_backlog.OldestAges), "s", "For how long the oldest due message has been due.");
    }

    /// <summary>Whether the database has to be asked from time to time.</summary>
    public bool WatchesBacklog => _oldest.Enabled || Array.Exists(_counts, gauge => gauge.Enabled);

    public bool CountsHandled => _handled.Enabled;

    public bool MeasuresDuration => _duration.Enabled;

    public void Sent(Envelope envelope)
    {
        if (_sent.Enabled)
            _sent.Add(1, Tags(envelope.MessageType, envelope.Destination));
    }

    public void Attempted(string? messageType, Uri? destination, TimeSpan elapsed, Exception? failure)
    {
        if (_duration.Enabled)
            _duration.Record(elapsed.TotalSeconds, Tags(messageType, destination, failure));
    }

    public void Handled(string? messageType, Uri? destination, string outcome)
    {
        if (!_handled.Enabled)
            return;

        var tags = Tags(messageType, destination);
        tags.Add("outcome", outcome);
        _handled.Add(1, tags);
    }

    public void Retried(string? messageType, Uri? destination, Exception failure)
    {
        if (_retries.Enabled)
            _retries.Add(1, Tags(messageType, destination, failure));
    }

    public void DeadLettered(Envelope envelope, Exception failure)
    {
        Handled(envelope.MessageType, envelope.Destination, Outcomes.DeadLettered);
        if (_deadLetters.Enabled)
            _deadLetters.Add(1, Tags(envelope.MessageType, envelope.Destination, failure));
    }

    /// <summary>What the gauges say until the next time.</summary>
    public void Report(Backlog backlog) => _backlog = backlog;

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<T>> Measure<T>(IReadOnlyDictionary<string, T> byQueue)
        where T : struct =>
        byQueue.Select(queue => new Measurement<T>(queue.Value, new KeyValuePair<string, object?>(DestinationKey, queue.Key)));

    private static TagList Tags(string? messageType, Uri? destination, Exception? failure = null)
    {
        var tags = new TagList { { "message.type", messageType } };
        if (destination is not null)
            tags.Add(DestinationKey, destination.AbsoluteUri);
        if (failure is not null)
            tags.Add("error.type", failure.GetType().FullName);

        return tags;
    }
}

/// <summary>How the handling of a message can end.</summary>
internal static class Outcomes
{
    public const string Succeeded = "succeeded";
    public const string Discarded = "discarded";
    public const string DeadLettered = "dead_lettered";
    public const string Failed = "failed";
}
