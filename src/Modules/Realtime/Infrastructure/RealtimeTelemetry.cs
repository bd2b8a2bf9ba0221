using System.Diagnostics;
using System.Diagnostics.Metrics;
using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure.Protocol;
using Monolith.Shared.Infrastructure.Correlation;

namespace Monolith.Realtime.Infrastructure;

/// <summary>What this node pushes: an activity for each publication made here, numbers for each node. Labels are bounded.</summary>
internal sealed class RealtimeTelemetry : IDisposable
{
    public const string Name = "Monolith.Realtime";

    private static readonly ActivitySource Source = new(Name);

    private readonly Meter meter;
    private readonly UpDownCounter<int> connections;
    private readonly Counter<long> publications;
    private readonly Counter<long> deliveries;
    private readonly Counter<long> disconnects;

    public RealtimeTelemetry(IMeterFactory meters)
    {
        meter = meters.Create(Name);
        connections = meter.CreateUpDownCounter<int>("realtime.connections", "{connection}", "Clients connected to this node.");
        publications = meter.CreateCounter<long>("realtime.publications", "{publication}", "Publications made on this node.");
        deliveries = meter.CreateCounter<long>("realtime.deliveries", "{publication}", "Publications handed to this node's subscribers.");
        disconnects = meter.CreateCounter<long>("realtime.disconnects", "{connection}", "Ended connections, by the protocol's code.");
    }

    public void Dispose() => meter.Dispose();

    public void Connected() => connections.Add(1);

    public void Disconnected(DisconnectReason reason)
    {
        connections.Add(-1);
        disconnects.Add(1, new KeyValuePair<string, object?>("code", reason.Code));
    }

    public void Delivered(ChannelName channel, int subscribers)
    {
        if (subscribers > 0)
            deliveries.Add(subscribers, Topic(channel));
    }

    public Activity? StartPush(ChannelName channel, Publication publication, int localSubscribers)
    {
        publications.Add(1, Topic(channel));
        var activity = Source.StartActivity($"push {channel}", ActivityKind.Producer);
        return activity?
            .SetTag(CorrelationId.ActivityTag, publication.CorrelationId)
            .SetTag("messaging.destination.name", channel.Value)
            .SetTag("messaging.message.id", publication.Id.ToString())
            .SetTag("realtime.publication.type", publication.Type)
            .SetTag("realtime.subscribers", localSubscribers);
    }

    private static KeyValuePair<string, object?> Topic(ChannelName channel) => new("channel", channel.Topic);
}
