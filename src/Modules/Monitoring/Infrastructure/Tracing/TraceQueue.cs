using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Monolith.Monitoring.Domain;

namespace Monolith.Monitoring.Infrastructure.Tracing;

/// <summary>Entries on their way to the database. Bounded: when the database cannot follow, the newest are dropped and counted.</summary>
internal sealed class TraceQueue
{
    private const int Capacity = 10_000;

    private readonly Channel<TraceEntry> entries =
        Channel.CreateBounded<TraceEntry>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    private readonly Counter<long> dropped;
    private readonly Counter<long> stored;

    public TraceQueue(IMeterFactory meters)
    {
        var meter = meters.Create("Monolith.Monitoring");
        dropped = meter.CreateCounter<long>("monolith.traces.dropped", "{entry}", "Trace entries that were not kept because the database could not follow.");
        stored = meter.CreateCounter<long>("monolith.traces.stored", "{entry}", "Trace entries written to the database.");
        meter.CreateObservableGauge("monolith.traces.waiting", () => entries.Reader.Count, "{entry}", "Trace entries not yet written.");
    }

    public ChannelReader<TraceEntry> Reader => entries.Reader;

    public void Add(TraceEntry entry)
    {
        if (!entries.Writer.TryWrite(entry))
            dropped.Add(1);
    }

    public void Stored(int count) => stored.Add(count);

    public void Dropped(int count) => dropped.Add(count);
}
