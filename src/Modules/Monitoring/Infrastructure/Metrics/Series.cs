namespace Monolith.Monitoring.Infrastructure.Metrics;

/// <summary>What a measurement does to its series.</summary>
internal enum Aggregation
{
    /// <summary>Adds to the value.</summary>
    Sum,

    /// <summary>Becomes the value.</summary>
    Last,

    /// <summary>Becomes the value until the next reading; a series that is not read again is gone.</summary>
    Reading,

    /// <summary>Is counted in a bucket.</summary>
    Distribution,
}

/// <summary>One line of numbers: a metric under one set of labels.</summary>
internal sealed class Series(LabelSet labels, double[]? bounds)
{
    private readonly Lock gate = new();
    private readonly long[] counts = bounds is null ? [] : new long[bounds.Length + 1];
    private double value;

    public LabelSet Labels { get; } = labels;

    /// <summary>The reading that set the value last.</summary>
    public long Reading { get; private set; }

    public void Add(double measurement)
    {
        lock (gate)
            value += measurement;
    }

    public void Set(double measurement, long reading)
    {
        lock (gate)
        {
            value = measurement;
            Reading = reading;
        }
    }

    public void Count(double measurement)
    {
        var bucket = Array.BinarySearch(bounds!, measurement);
        lock (gate)
        {
            counts[bucket < 0 ? ~bucket : bucket]++;
            value += measurement;
        }
    }

    /// <returns>The value, or the sum of a distribution; and how many measurements each bucket has.</returns>
    public (double Value, long[] Counts) Read()
    {
        lock (gate)
            return (value, [.. counts]);
    }
}
