using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace Monolith.Monitoring.Infrastructure.Metrics;

/// <summary>
/// Keeps the numbers that the framework's meters and our own publish, for <c>/metrics</c>. Stands in for
/// OpenTelemetry.Exporter.Prometheus.AspNetCore, with the same names for the same instruments.
/// </summary>
internal sealed class MetricCollector : IHostedService, IDisposable
{
    private static readonly string[] Meters = ["Microsoft.AspNetCore.", "System.Runtime", "System.Net.", "Npgsql", "Wolverine", "Monolith."];

    /// <summary>Counted for every request, and told by its duration, which carries the route and the status, or by the log.</summary>
    private static readonly string[] Redundant =
        ["aspnetcore.routing.match_attempts", "aspnetcore.authentication.authenticate.duration", "aspnetcore.authorization.attempts"];

    private readonly ConcurrentDictionary<string, MetricFamily> families = new();
    private readonly MeterListener listener = new();
    private readonly IMeterFactory factory;
    private readonly Lock readings = new();

    public MetricCollector(IMeterFactory factory)
    {
        this.factory = factory;
        listener.InstrumentPublished = Publish;
        listener.SetMeasurementEventCallback<byte>(static (_, value, tags, state) => Record(state, value, tags));
        listener.SetMeasurementEventCallback<short>(static (_, value, tags, state) => Record(state, value, tags));
        listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => Record(state, value, tags));
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => Record(state, value, tags));
        listener.SetMeasurementEventCallback<float>(static (_, value, tags, state) => Record(state, value, tags));
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => Record(state, value, tags));
        listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, state) => Record(state, (double)value, tags));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => listener.Dispose();

    /// <summary>Reads the observable instruments now and writes every metric, in order of name.</summary>
    public string Write(bool openMetrics)
    {
        lock (readings)
        {
            foreach (var family in families.Values)
                family.BeginReading();
            listener.RecordObservableInstruments();
            foreach (var family in families.Values)
                family.EndReading();
        }

        return MetricsText.Write(families.Values.OrderBy(family => family.Name.Family, StringComparer.Ordinal), openMetrics);
    }

    private static void Record(object? state, double measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        ((MetricFamily)state!).Record(measurement, tags);

    private void Publish(Instrument instrument, MeterListener meters)
    {
        var meter = instrument.Meter;
        // A meter with a scope belongs to one host; two hosts in one process do not count for each other.
        if ((meter.Scope is not null && !ReferenceEquals(meter.Scope, factory)) || !Array.Exists(Meters, meter.Name.StartsWith) || Redundant.Contains(instrument.Name))
            return;
        if (Aggregate(instrument) is not var (isCounter, aggregation))
            return;
        var name = MetricName.Of(instrument, isCounter);
        var bounds = aggregation == Aggregation.Distribution ? Buckets.Of(instrument, name.Unit) : null;
        var family = families.GetOrAdd(name.Family, _ => new MetricFamily(name, instrument.Description, isCounter, aggregation, bounds));
        // One name has one type in the text format; the first instrument decides it.
        if (family.Matches(isCounter, aggregation))
            meters.EnableMeasurementEvents(instrument, family);
    }

    private static (bool IsCounter, Aggregation Aggregation)? Aggregate(Instrument instrument)
    {
        var type = instrument.GetType();
        type = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (type == typeof(Counter<>))
            return (true, Aggregation.Sum);
        if (type == typeof(UpDownCounter<>))
            return (false, Aggregation.Sum);
        if (type == typeof(Gauge<>))
            return (false, Aggregation.Last);
        if (type == typeof(Histogram<>))
            return (false, Aggregation.Distribution);
        return instrument.IsObservable ? (type == typeof(ObservableCounter<>), Aggregation.Reading) : null;
    }
}
