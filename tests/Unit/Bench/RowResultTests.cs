using Monolith.Bench.Load.Report;

namespace Monolith.Tests.Unit.Bench;

public sealed class RowResultTests
{
    private static readonly RowResult Row = new(
        "page-20",
        "requests/s",
        IsRate: true,
        new Dictionary<string, Measured>
        {
            ["product"] = new([700, 900, 800], [30, 10, 20]),
            ["limit"] = new([1_000], [10]),
            ["peer"] = new([300, 100], [90, 110]),
        },
        Notes: []);

    [Fact]
    public void Takes_the_middle_of_the_rounds()
    {
        Row.Product!.Median.ShouldBe(800);
        Row.Peer!.Median.ShouldBe(200);
        (Row.Product.Least, Row.Product.Most, Row.Product.P99).ShouldBe((700, 900, 20));
    }

    [Fact]
    public void Relates_the_product_to_the_others()
    {
        (Row.ToLimit, Row.ToPeer).ShouldBe((0.8, 4));
        (Row.P99ToLimit, Row.P99ToPeer).ShouldBe((2, 0.2));
    }

    [Fact]
    public void Judges_each_bar() =>
        Row.Against([Bar.ToLimit(0.8), Bar.ToLimit(0.81), Bar.ToPeer(4), Bar.P99ToLimit(1.5), Bar.P99BelowPeer]).Verdicts
            .ShouldBe(
            [
                new("at least 0.8x of the limit", Holds: true),
                new("at least 0.81x of the limit", Holds: false),
                new("at least 4x of the peer", Holds: true),
                new("p99 at most 1.5x of the limit's", Holds: false),
                new("p99 below the peer's", Holds: true),
            ]);

    [Fact]
    public void No_bar_holds_against_a_contender_that_was_not_measured()
    {
        var alone = Row with { Measured = new Dictionary<string, Measured> { ["product"] = Row.Product! } };
        var verdicts = alone.Against([Bar.ToLimit(0), Bar.ToPeer(0), Bar.P99ToLimit(9), Bar.P99BelowPeer]).Verdicts;
        verdicts.ShouldAllBe(verdict => !verdict.Holds);
        verdicts[0].Text.ShouldBe("at least 0x of the limit (cannot be told: a contender was not measured)");
    }
}
