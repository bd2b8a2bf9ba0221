using FsCheck;
using FsCheck.Fluent;

namespace Monolith.Tests.Unit.Monitoring;

public sealed class MetricsTextTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Any_label_value_is_read_back_as_it_was(bool openMetrics) =>
        Prop.ForAll(
            Gen.Elements("a", "\"", "\\", "\n", "\\n", "{", "}", ",", "=", " ", "#", "\r", "\t", "é", "😀", "\0").ListOf().Select(string.Concat).ToArbitrary(),
            value =>
            {
                using var bench = new MeterBench();
                bench.Meter.CreateCounter<int>("bench.calls").Add(1, new KeyValuePair<string, object?>("value", value));
                return bench.Read(openMetrics).Single().Labels["value"] == value;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_number_is_read_back_as_it_was() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<double>(),
            value =>
            {
                using var bench = new MeterBench();
                bench.Meter.CreateGauge<double>("bench.level").Record(value);
                return bench.Read().Single().Value.Equals(value);
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("bench.some-name/x", "{thing}", "bench_some_name_x")]
    [InlineData("bench.wait", "ms", "bench_wait_milliseconds")]
    [InlineData("bench.wait", "Milliseconds", "bench_wait_milliseconds")]
    [InlineData("bench.wait.seconds", "s", "bench_wait_seconds")]
    [InlineData("bench:rate", null, "bench:rate")]
    public void A_name_has_only_allowed_characters_and_its_unit_once(string instrument, string? unit, string expected)
    {
        using var bench = new MeterBench();
        bench.Meter.CreateGauge<double>(instrument, unit).Record(1);
        bench.Read().ShouldHaveSingleItem().Name.ShouldBe(expected);
    }

    [Fact]
    public void A_counter_named_total_is_not_named_so_twice()
    {
        using var bench = new MeterBench();
        bench.Meter.CreateCounter<int>("bench_calls_total").Add(1);
        bench.Read().ShouldHaveSingleItem().Name.ShouldBe("bench_calls_total");
    }

    [Fact]
    public void Labels_that_the_format_cannot_tell_apart_are_joined()
    {
        using var bench = new MeterBench();
        bench.Meter.CreateCounter<int>("bench.calls").Add(1, new("http.route", "/a"), new("http_route", "/b"), new("1st", true), new("le", null));
        var labels = bench.Read().ShouldHaveSingleItem().Labels;
        labels["http_route"].ShouldBe("/a;/b");
        labels["_1st"].ShouldBe("true");
        labels["le_"].ShouldBe(string.Empty);
    }

    [Fact]
    public void Open_metrics_say_where_they_end()
    {
        using var bench = new MeterBench();
        bench.Collector.Write(openMetrics: true).ShouldEndWith("# EOF\n");
        bench.Collector.Write(openMetrics: false).ShouldNotContain("# EOF");
    }
}
