using System.Reflection;
using System.Text.RegularExpressions;
using Monolith.Identity.Application;
using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

public sealed partial class SecurityEventsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly Guid Account = Guid.CreateVersion7();

    [Fact]
    public void Kinds_are_in_kebab_case_and_each_is_one_of_its_own()
    {
        var kinds = typeof(SecurityEvents).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).ToArray();
        kinds.ShouldNotBeEmpty();
        kinds.ShouldBeUnique();
        kinds.ShouldAllBe(kind => KebabCase().IsMatch(kind));
    }

    [Fact]
    public void What_a_person_does_is_of_that_person_and_of_the_moment()
    {
        var told = SecurityEvents.Of(SecurityEvents.SignedIn, Account, new ClientInfo("Firefox/141.0 on Linux", "192.0.2.7"), Now);
        (told.AccountId, told.ActorId, told.At, told.Unproven).ShouldBe((Account, Account, Now, false));
        (told.Ip, told.Device, told.Browser, told.UserAgent).ShouldBe(("192.0.2.7", "Linux", "Firefox", "Firefox/141.0 on Linux"));
    }

    [Fact]
    public void What_comes_over_no_network_comes_from_nowhere()
    {
        var told = SecurityEvents.By(actorId: null, SecurityEvents.SignedIn, Account, client: null, Now, "by-settings");
        (told.ActorId, told.Ip, told.Device, told.Browser, told.UserAgent, told.Detail).ShouldBe((null, null, null, null, null, "by-settings"));
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KebabCase();
}
