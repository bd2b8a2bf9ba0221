using Monolith.Shared.Infrastructure.Http;

namespace Monolith.Tests.Unit.Shared;

public sealed class PreconditionsTests
{
    [Theory]
    [InlineData("\"3\"", 3L, true)]
    [InlineData("\"3\"", 4L, false)]
    [InlineData("\"3\"", null, false)]
    [InlineData("\"2\", \"3\"", 3L, true)]
    [InlineData("W/\"3\"", 3L, false)]
    [InlineData("\"three\"", 3L, false)]
    [InlineData("\" 3\"", 3L, false)]
    [InlineData("*", 3L, true)]
    [InlineData("*", null, false)]
    public void If_match_names_the_versions_that_may_be_changed(string header, long? version, bool expected) =>
        Preconditions.Of(header, ifNoneMatch: null).ShouldNotBeNull().HoldsFor(version).ShouldBe(expected);

    [Fact]
    public void If_none_match_asks_that_there_is_none()
    {
        var absent = Preconditions.Of(ifMatch: null, "*").ShouldNotBeNull();
        absent.HoldsFor(null).ShouldBeTrue();
        absent.HoldsFor(0).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("3", null)]
    [InlineData(null, "\"3\"")]
    public void Anything_else_says_nothing(string? ifMatch, string? ifNoneMatch) => Preconditions.Of(ifMatch, ifNoneMatch).ShouldBeNull();
}
