using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Monitoring.Infrastructure.Metrics;

namespace Monolith.Tests.Unit.Monitoring;

/// <summary>A collector and a meter that it hears.</summary>
internal sealed class MeterBench : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public MeterBench(string meter = "Monolith.Bench")
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        Collector = new MetricCollector(factory);
        Meter = factory.Create(meter);
        Collector.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    public MetricCollector Collector { get; }

    public Meter Meter { get; }

    /// <summary>The samples of the metrics whose name starts with <c>bench</c>.</summary>
    public IReadOnlyList<Sample> Read(bool openMetrics = false) =>
        [.. Sample.Parse(Collector.Write(openMetrics)).Where(sample => sample.Name.StartsWith("bench", StringComparison.Ordinal))];

    public void Dispose()
    {
        Collector.Dispose();
        services.Dispose();
    }
}
