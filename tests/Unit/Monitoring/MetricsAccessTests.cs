using System.Net;
using Microsoft.Extensions.Options;
using Monolith.Monitoring.Infrastructure;
using Monolith.Monitoring.Infrastructure.Metrics;

namespace Monolith.Tests.Unit.Monitoring;

public sealed class MetricsAccessTests
{
    private const string Token = "a token of some length";

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.9", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData(null, false)]
    public void Loopback_may_read_unless_configured_otherwise(string? address, bool expected) =>
        Access(new()).Allows(Parse(address), authorization: null).ShouldBe(expected);

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("127.0.0.1", false)]
    public void Configured_networks_take_the_place_of_loopback(string address, bool expected) =>
        Access(new() { Networks = ["10.0.0.0/8"] }).Allows(Parse(address), authorization: null).ShouldBe(expected);

    [Theory]
    [InlineData("Bearer " + Token, true)]
    [InlineData("bearer " + Token, true)]
    [InlineData("Bearer " + Token + "!", false)]
    [InlineData("Bearer ", false)]
    [InlineData(Token, false)]
    [InlineData("Basic " + Token, false)]
    public void The_token_opens_from_anywhere(string authorization, bool expected) =>
        Access(new() { Token = Token }).Allows(Parse("203.0.113.5"), authorization).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Without_a_configured_token_none_opens(string? token) =>
        Access(new() { Token = token }).Allows(Parse("203.0.113.5"), "Bearer ").ShouldBeFalse();

    [Fact]
    public void Bad_settings_are_named_one_by_one()
    {
        var options = new MonitoringOptions { Retention = TimeSpan.Zero, MaxEntries = 5, Metrics = new() { Networks = ["10.0.0.0/8", "home"], Token = "short" } };
        new MonitoringOptions.Validator().Validate(name: null, options).Failures.ShouldNotBeNull().Count().ShouldBe(4);
        new MonitoringOptions.Validator().Validate(name: null, new MonitoringOptions()).Succeeded.ShouldBeTrue();
    }

    private static MetricsAccess Access(MonitoringOptions.MetricsOptions metrics) => new(Options.Create(new MonitoringOptions { Metrics = metrics }));

    private static IPAddress? Parse(string? address) => address is null ? null : IPAddress.Parse(address);
}
