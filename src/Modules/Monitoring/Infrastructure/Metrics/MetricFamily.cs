using System.Collections.Concurrent;

namespace Monolith.Monitoring.Infrastructure.Metrics;

/// <summary>All series of one metric; a measurement whose labels would make one too many goes to the overflow series.</summary>
internal sealed class MetricFamily(MetricName name, string? description, bool isCounter, Aggregation aggregation, double[]? bounds)
{
    public const int MaxSeries = 500;

    private readonly ConcurrentDictionary<LabelSet, Series> series = new(LabelSet.Comparer.Instance);
    private readonly Series?[] late = new Series?[8];
    private uint found;
    private long reading;
    private int size;

    public MetricName Name => name;

    public string? Description => description;

    /// <summary>Upper bounds of the buckets; null for everything but a distribution.</summary>
    public double[]? Bounds => bounds;

    public string Type => bounds is not null ? "histogram" : isCounter ? "counter" : "gauge";

    public bool IsCounter => isCounter;

    public bool Matches(bool otherIsCounter, Aggregation otherAggregation) => isCounter == otherIsCounter && aggregation == otherAggregation;

    public IEnumerable<Series> Series() => series.Values;

    public void Record(double measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // A sum that is not a number stays so for ever: one bad measurement must not end a series.
        if (double.IsNaN(measurement) && aggregation is Aggregation.Sum or Aggregation.Distribution)
            return;
        var target = Find(tags);
        switch (aggregation)
        {
            case Aggregation.Sum:
                target.Add(measurement);
                break;
            case Aggregation.Distribution:
                target.Count(measurement);
                break;
            case Aggregation.Last or Aggregation.Reading:
            default:
                target.Set(measurement, reading);
                break;
        }
    }

    /// <summary>The readings of observable instruments follow.</summary>
    public void BeginReading() => reading++;

    /// <summary>Forgets what was not read this time, so that what no longer exists makes room.</summary>
    public void EndReading()
    {
        if (aggregation != Aggregation.Reading)
            return;
        Array.Clear(late);
        foreach (var stale in series.Where(entry => entry.Value.Reading != reading))
        {
            if (series.TryRemove(stale))
                Interlocked.Decrement(ref size);
        }
    }

    /// <summary>Every request pays for a few measurements, whose tags are mostly the same objects again: those need no hash.</summary>
    private Series Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var candidate in late)
        {
            if (candidate is not null && candidate.Labels.IsMadeOf(tags))
                return candidate;
        }

        // Threads that race here overwrite each other's, which is found again.
        return late[found++ % late.Length] = LookUp(tags);
    }

    private Series LookUp(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var lookup = series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
        if (lookup.TryGetValue(tags, out var known))
            return known;
        // Racing threads may add a few too many; the limit guards memory, not an exact number.
        if (size >= MaxSeries)
            return series.GetOrAdd(LabelSet.Overflow, static (key, limits) => new Series(key, limits), bounds);
        var created = new Series(LabelSet.Comparer.Instance.Create(tags), bounds);
        var target = series.GetOrAdd(created.Labels, created);
        if (ReferenceEquals(target, created))
            Interlocked.Increment(ref size);
        return target;
    }
}
