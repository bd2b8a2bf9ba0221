using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Tests.Unit.Users;

public sealed class UserFilterTests
{
    [Fact]
    public void Nothing_asked_is_everybody()
    {
        var filter = UserFilter.Create(null, null).Value.ShouldNotBeNull();
        (filter.Search, filter.Status).ShouldBe((null, null));
        UserFilter.Create("   ", string.Empty).Value.ShouldBe(filter);
    }

    [Fact]
    public void A_search_is_trimmed_and_a_status_read_by_its_name()
    {
        var filter = UserFilter.Create(" ada ", "suspended").Value.ShouldNotBeNull();
        (filter.Search, filter.Status).ShouldBe(("ada", UserStatus.Suspended));
    }

    [Theory]
    [InlineData("Active")]
    [InlineData("1")]
    [InlineData("gone")]
    [InlineData("active,invited")]
    public void An_unknown_status_is_refused(string status) => UserFilter.Create(null, status).Error.ShouldNotBeNull().Field.ShouldBe("status");

    [Fact]
    public void A_span_of_time_is_in_utc_and_not_the_wrong_way_round()
    {
        var noon = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.FromHours(2));
        var filter = UserFilter.Create(null, null, "member", noon, noon).Value.ShouldNotBeNull();
        (filter.Role, filter.CreatedFrom, filter.CreatedTo).ShouldBe(("member", noon, noon));
        filter.CreatedFrom!.Value.Offset.ShouldBe(TimeSpan.Zero);
        UserFilter.Create(null, null, null, noon, noon.AddTicks(-1)).Error.ShouldNotBeNull().Field.ShouldBe("createdFrom");
    }

    [Fact]
    public void A_search_that_no_name_can_match_is_refused()
    {
        UserFilter.Create(new string('a', 101), null).Error.ShouldNotBeNull().Field.ShouldBe("q");
        UserFilter.Create("a\0b", null).Error.ShouldNotBeNull().Field.ShouldBe("q");
    }
}
