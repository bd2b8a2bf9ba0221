using Monolith.Realtime.Domain;

namespace Monolith.Tests.Unit.Realtime;

public sealed class ChannelRulesTests
{
    private static readonly Guid Ann = Guid.Parse("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");
    private static readonly Guid Bob = Guid.Parse("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c");

    [Theory]
    [InlineData("users", "users.read", ChannelAccess.Granted)]
    [InlineData("users", "monitoring.read", ChannelAccess.Denied)]
    [InlineData("users", "", ChannelAccess.Denied)]
    [InlineData("monitoring", "monitoring.read", ChannelAccess.Granted)]
    [InlineData("monitoring", "users.read", ChannelAccess.Denied)]
    [InlineData("users.import:0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", "users.write", ChannelAccess.Granted)]
    [InlineData("users.import:0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", "users.read", ChannelAccess.Denied)]
    [InlineData("users.import:0190A1B2-C3D4-7E5F-8A9B-0C1D2E3F4A5B", "users.write", ChannelAccess.Denied)]
    [InlineData("users.import:", "users.write", ChannelAccess.Unknown)]
    [InlineData("users.editing:0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", "users.write", ChannelAccess.Granted)]
    [InlineData("users.editing:0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", "users.read", ChannelAccess.Denied)]
    [InlineData("users.editing:0190A1B2-C3D4-7E5F-8A9B-0C1D2E3F4A5B", "users.write", ChannelAccess.Denied)]
    [InlineData("users.editing:everybody", "users.write", ChannelAccess.Unknown)]
    [InlineData("users.editing", "users.write", ChannelAccess.Unknown)]
    [InlineData("weather", "users.read", ChannelAccess.Unknown)]
    [InlineData("users:", "users.read", ChannelAccess.Unknown)]
    [InlineData("Users", "users.read", ChannelAccess.Unknown)]
    [InlineData("user", "users.read", ChannelAccess.Unknown)]
    [InlineData("user:", "users.read", ChannelAccess.Unknown)]
    [InlineData("user:everybody", "users.read", ChannelAccess.Unknown)]
    public void A_topic_needs_its_permission(string channel, string permission, ChannelAccess expected) =>
        ChannelRules.Subscribe(Name(channel), new Subscriber(Ann, Guid.Empty, [], HasShownSecondFactor: false, new HashSet<string> { permission })).ShouldBe(expected);

    [Fact]
    public void A_person_follows_the_own_channel_only()
    {
        var ann = new Subscriber(Ann, Guid.Empty, [], HasShownSecondFactor: false, new HashSet<string> { "users.read", "monitoring.read" });
        ChannelRules.Subscribe(Name($"user:{Ann}"), ann).ShouldBe(ChannelAccess.Granted);
        ChannelRules.Subscribe(Name($"user:{Bob}"), ann).ShouldBe(ChannelAccess.Denied);
        // One channel, one name: nothing is published under another spelling.
        ChannelRules.Subscribe(Name($"user:{Ann.ToString().ToUpperInvariant()}"), ann).ShouldBe(ChannelAccess.Denied);
    }

    [Fact]
    public void Only_who_edits_a_person_is_shown_to_the_others()
    {
        ChannelRules.HasPresence(ChannelName.OfUserEditors(Ann)).ShouldBeTrue();
        foreach (var other in new[] { ChannelName.Users, ChannelName.Monitoring, ChannelName.OfUser(Ann), ChannelName.OfUserImport(Ann) })
            ChannelRules.HasPresence(other).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\nb")]
    [InlineData("zoë")]
    public void Refuses_names_that_are_not_visible_ascii(string? text) => ChannelName.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Refuses_names_past_the_limit()
    {
        ChannelName.TryParse(new string('a', ChannelName.MaxLength), out _).ShouldBeTrue();
        ChannelName.TryParse(new string('a', ChannelName.MaxLength + 1), out _).ShouldBeFalse();
    }

    private static ChannelName Name(string text)
    {
        ChannelName.TryParse(text, out var name).ShouldBeTrue();
        return name!;
    }
}
