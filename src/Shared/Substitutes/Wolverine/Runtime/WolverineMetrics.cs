using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Wolverine.Runtime;

/// <summary>Instruments under the names of the library; tags are message types and queues, both of which the code bounds.</summary>
internal sealed class WolverineMetrics : IDisposable
{
    private const string MessageTypeKey = "message.type";
    private const string DestinationKey = "message.destination";

    private readonly Meter _meter;
    private readonly Counter<int> _sent;
    private readonly Counter<int> _succeeded;
    private readonly Counter<int> _failed;
    private readonly Counter<int> _deadLetters;
    private readonly Histogram<long> _executionTime;
    private readonly Histogram<double> _effectiveTime;

    public WolverineMetrics(string serviceName)
    {
        _meter = new Meter("Wolverine:" + serviceName);
        _sent = _meter.CreateCounter<int>("wolverine-messages-sent", "Messages");
        _succeeded = _meter.CreateCounter<int>("wolverine-messages-succeeded", "Messages");
        _failed = _meter.CreateCounter<int>("wolverine-execution-failure", "Messages");
        _deadLetters = _meter.CreateCounter<int>("wolverine-dead-letter-queue", "Messages");
        _executionTime = _meter.CreateHistogram<long>("wolverine-execution-time", "Milliseconds");
        _effectiveTime = _meter.CreateHistogram<double>("wolverine-effective-time", "Milliseconds");
    }

    /// <summary>Whether anybody listens to how long handlers run.</summary>
    public bool MeasuresExecution => _executionTime.Enabled;

    public void Sent(Envelope envelope) => _sent.Add(1, Tags(envelope));

    public void Executed(Envelope envelope, TimeSpan elapsed) => _executionTime.Record((long)elapsed.TotalMilliseconds, Tags(envelope));

    public void Failed(Envelope envelope, Exception exception)
    {
        var tags = Tags(envelope);
        tags.Add("exception.type", exception.GetType().Name);
        _failed.Add(1, tags);
    }

    public void Succeeded(Envelope envelope, DateTimeOffset now)
    {
        var tags = Tags(envelope);
        _succeeded.Add(1, tags);
        _effectiveTime.Record((now - envelope.SentAt).TotalMilliseconds, tags);
    }

    public void DeadLettered(Envelope envelope) => _deadLetters.Add(1, Tags(envelope));

    public void Dispose() => _meter.Dispose();

    private static TagList Tags(Envelope envelope) => new()
    {
        { MessageTypeKey, envelope.MessageType },
        { DestinationKey, envelope.Destination?.AbsoluteUri },
    };
}
