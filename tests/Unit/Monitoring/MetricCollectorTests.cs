using System.Diagnostics.Metrics;
using Monolith.Monitoring.Infrastructure.Metrics;

namespace Monolith.Tests.Unit.Monitoring;

public sealed class MetricCollectorTests
{
    [Fact]
    public void A_counter_adds_up_and_ends_with_total()
    {
        using var bench = new MeterBench();
        var counter = bench.Meter.CreateCounter<int>("bench.calls", "{call}", "Calls so far.");
        counter.Add(2, new KeyValuePair<string, object?>("kind", "a"));
        counter.Add(3, new KeyValuePair<string, object?>("kind", "a"));
        counter.Add(1, new KeyValuePair<string, object?>("kind", "b"));
        bench.Read().Select(sample => (sample.Name, sample.Labels["kind"], sample.Value)).ShouldBe([("bench_calls_total", "a", 5), ("bench_calls_total", "b", 1)]);
        bench.Collector.Write(openMetrics: false).ShouldContain("# HELP bench_calls_total Calls so far.\n# TYPE bench_calls_total counter\n");
        bench.Collector.Write(openMetrics: true).ShouldContain("# HELP bench_calls Calls so far.\n# TYPE bench_calls counter\nbench_calls_total{");
    }

    [Fact]
    public void Equal_labels_are_one_series_whether_or_not_they_are_the_same_objects()
    {
        using var bench = new MeterBench();
        var counter = bench.Meter.CreateCounter<int>("bench.calls");
        string[] routes = [.. Enumerable.Range(0, 20).Select(n => $"/route/{n}")];
        for (var round = 0; round < 3; round++)
        {
            foreach (var route in routes)
            {
                counter.Add(1, new("route", route), new("status", 200));
                counter.Add(1, new("status", 200), new("route", new string(route)));
            }
        }

        var samples = bench.Read();
        samples.Select(sample => sample.Labels["route"]).ShouldBe(routes, ignoreOrder: true);
        samples.ShouldAllBe(sample => sample.Value == 6);
    }

    [Fact]
    public void An_up_down_counter_is_a_gauge_with_its_unit()
    {
        using var bench = new MeterBench();
        var memory = bench.Meter.CreateUpDownCounter<long>("bench.memory", "By");
        memory.Add(100);
        memory.Add(-40);
        var sample = bench.Read().ShouldHaveSingleItem();
        (sample.Name, sample.Value).ShouldBe(("bench_memory_bytes", 60));
        bench.Collector.Write(openMetrics: true).ShouldContain("# TYPE bench_memory_bytes gauge\n# UNIT bench_memory_bytes bytes\n");
    }

    [Fact]
    public void A_histogram_counts_into_the_buckets_that_its_instrument_advises()
    {
        using var bench = new MeterBench();
        var duration = bench.Meter.CreateHistogram("bench.duration", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var seconds in (double[])[0.1, 0.5, 7, double.NaN])
            duration.Record(seconds);
        var samples = bench.Read();
        samples.Where(sample => sample.Name == "bench_duration_seconds_bucket").Select(sample => (sample.Labels["le"], sample.Value))
            .ShouldBe([("0.1", 1), ("1", 2), ("+Inf", 3)]);
        samples.Single(sample => sample.Name == "bench_duration_seconds_sum").Value.ShouldBe(7.6, 1e-9);
        samples.Single(sample => sample.Name == "bench_duration_seconds_count").Value.ShouldBe(3);
        bench.Read(openMetrics: true).Select(sample => sample.Labels.GetValueOrDefault("le")).ShouldContain("1.0");
    }

    [Fact]
    public void What_an_observable_instrument_no_longer_reports_is_gone()
    {
        using var bench = new MeterBench();
        List<Measurement<int>> readings = [new(1, new KeyValuePair<string, object?>("pool", "a")), new(2, new KeyValuePair<string, object?>("pool", "b"))];
        bench.Meter.CreateObservableGauge("bench.pools", () => readings);
        bench.Read().Count.ShouldBe(2);
        readings.RemoveAt(0);
        bench.Read().ShouldHaveSingleItem().Labels["pool"].ShouldBe("b");
    }

    [Fact]
    public void Labels_in_another_order_are_the_same_series()
    {
        using var bench = new MeterBench();
        var counter = bench.Meter.CreateCounter<int>("bench.calls");
        counter.Add(1, new("a", 1), new("b", 2));
        counter.Add(1, new("b", 2), new("a", 1));
        bench.Read().ShouldHaveSingleItem().Value.ShouldBe(2);
    }

    [Fact]
    public void Labels_without_end_go_to_one_overflow_series_and_no_measurement_is_lost()
    {
        using var bench = new MeterBench();
        var counter = bench.Meter.CreateCounter<int>("bench.calls");
        const int Calls = MetricFamily.MaxSeries + 50;
        for (var caller = 0; caller < Calls; caller++)
            counter.Add(1, new KeyValuePair<string, object?>("caller", caller));
        var samples = bench.Read();
        samples.Count.ShouldBe(MetricFamily.MaxSeries + 1);
        samples.Sum(sample => sample.Value).ShouldBe(Calls);
        samples.Single(sample => sample.Labels.ContainsKey("otel_metric_overflow")).Value.ShouldBe(50);
    }

    [Fact]
    public void Meters_that_are_nobodys_business_are_not_collected()
    {
        using var bench = new MeterBench("Somebody.Else");
        bench.Meter.CreateCounter<int>("bench.calls").Add(1);
        bench.Read().ShouldBeEmpty();
    }

    [Fact]
    public void Two_hosts_in_one_process_do_not_count_for_each_other()
    {
        using var one = new MeterBench();
        using var other = new MeterBench();
        one.Meter.CreateCounter<int>("bench.calls").Add(1);
        one.Read().ShouldHaveSingleItem();
        other.Read().ShouldBeEmpty();
    }

    [Fact]
    public async Task No_count_is_lost_between_threads()
    {
        using var bench = new MeterBench();
        var counter = bench.Meter.CreateCounter<int>("bench.calls");
        var histogram = bench.Meter.CreateHistogram<double>("bench.times", "s");
        await Parallel.ForAsync(0, 20_000, TestContext.Current.CancellationToken, (call, _) =>
        {
            counter.Add(1, new KeyValuePair<string, object?>("kind", call % 7));
            histogram.Record(call % 3);
            return ValueTask.CompletedTask;
        });
        var samples = bench.Read();
        samples.Where(sample => sample.Name == "bench_calls_total").Sum(sample => sample.Value).ShouldBe(20_000);
        samples.Single(sample => sample.Name == "bench_times_seconds_count").Value.ShouldBe(20_000);
    }
}
