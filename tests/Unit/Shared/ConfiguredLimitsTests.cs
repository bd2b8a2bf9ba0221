using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Tests.Unit.Shared;

public sealed class ConfiguredLimitsTests
{
    [Fact]
    public void An_installation_gives_the_limits_its_own_numbers()
    {
        var limits = Limits(
            ("Credentials:Permits", "7"), ("Credentials:PeriodSeconds", "2.5"), ("Credentials:LongestWaitSeconds", "0"), ("Credentials:QuietSeconds", "9"));
        limits.Of(RateLimits.Credentials).ShouldBe(new RateLimit("Credentials", 7, TimeSpan.FromSeconds(2.5)) { QuietTime = TimeSpan.FromSeconds(9) });
        limits.Of(RateLimits.Accounts).ShouldBe(RateLimits.Accounts);
        var own = new RateLimit("A module's own", 1, TimeSpan.FromDays(1));
        limits.Of(own).ShouldBe(own);
    }

    [Fact]
    public void Every_number_that_makes_no_limit_is_named_at_once()
    {
        var failures = Should.Throw<OptionsValidationException>(() => Limits(
            ("Reads:Permits", "0"), ("Reads:PeriodSeconds", "-1"), ("Accounts:LongestWaitSeconds", "for ever"), ("Writes:QuietSeconds", "1e99"))).Failures;
        failures.Count().ShouldBe(4);
        failures.ShouldContain("RateLimits:Reads:Permits must be a number between 1 and 1000000000.");
    }

    private static ConfiguredLimits Limits(params (string Key, string Value)[] settings) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"RateLimits:{setting.Key}", (string?)setting.Value)))
        .Build());
}
