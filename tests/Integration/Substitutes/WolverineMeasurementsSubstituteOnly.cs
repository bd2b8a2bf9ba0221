using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What the meter of one service measures while this listens: sums by instrument and tags; of a gauge, the last value.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, double>> _sums = new(StringComparer.Ordinal);

    public Measurements(string service)
    {
        _listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name != $"Wolverine:{service}")
                return;

            Instruments[instrument.Name] = instrument;
            self.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    public ConcurrentDictionary<string, Instrument> Instruments { get; } = new(StringComparer.Ordinal);

    /// <summary>By instrument, then by tags written as <c>key=value, key=value</c>.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, double>> Sums =>
        _sums.ToDictionary(sum => sum.Key, sum => sum.Value.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Reads a gauge until it says what is expected of it; null while it says nothing.</summary>
    public async Task EventuallyAsync(string gauge, string tags, Func<double?, bool> expected)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            _sums.TryRemove(gauge, out var _);
            _listener.RecordObservableInstruments();
            if (expected(_sums.TryGetValue(gauge, out var read) && read.TryGetValue(tags, out var value) ? value : null))
                return;
            await Task.Delay(20, limit.Token);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = string.Join(", ", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        _sums.GetOrAdd(instrument.Name, _ => new(StringComparer.Ordinal))
            .AddOrUpdate(key, value, (_, sum) => instrument.IsObservable ? value : sum + value);
    }
}
