using Monolith.Monitoring.Application.Ports;

namespace Monolith.Tests.Unit.Monitoring;

public sealed class RequestFilterTests
{
    [Theory]
    [InlineData(null, null, null)]
    [InlineData("404", 404, 404)]
    [InlineData("5xx", 500, 599)]
    [InlineData("4XX", 400, 499)]
    public void A_status_is_one_or_a_class_of_them(string? status, int? lowest, int? highest)
    {
        var filter = Create(status: status).Value.ShouldNotBeNull();
        (filter.StatusFrom, filter.StatusTo).ShouldBe((lowest, highest));
    }

    [Theory]
    [InlineData("6xx")]
    [InlineData("99")]
    [InlineData("600")]
    [InlineData("+200")]
    [InlineData("ok")]
    public void Any_other_status_is_refused(string status) => Create(status: status).Error.ShouldNotBeNull().Field.ShouldBe("status");

    [Fact]
    public void A_period_that_ends_before_it_begins_is_refused()
    {
        var now = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        RequestFilter.Create(null, null, null, null, null, now, now.AddSeconds(-1)).Error.ShouldNotBeNull().Field.ShouldBe("from");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_duration_is_a_number_from_0(double duration) =>
        RequestFilter.Create(null, null, null, duration, null, null, null).Error.ShouldNotBeNull().Field.ShouldBe("minDurationMs");

    [Fact]
    public void Text_that_nothing_can_match_is_refused()
    {
        RequestFilter.Create("a\0", null, null, null, null, null, null).Error.ShouldNotBeNull().Field.ShouldBe("correlationId");
        RequestFilter.Create(null, new string('r', 257), null, null, null, null, null).Error.ShouldNotBeNull().Field.ShouldBe("route");
    }

    private static Monolith.Shared.Kernel.Result<RequestFilter> Create(string? status) => RequestFilter.Create(null, null, status, null, null, null, null);
}
