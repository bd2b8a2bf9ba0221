using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

public sealed class KeyScheduleTests
{
    private static readonly KeySchedule Schedule = new(TimeSpan.FromDays(30));
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_installation_without_keys_needs_one_and_its_first_signs_at_once()
    {
        Schedule.NeedsNext([], Now).ShouldBeTrue();
        var first = Key(1, TimeSpan.Zero);
        Schedule.NeedsNext([first], Now).ShouldBeFalse();
        KeySchedule.Signer([first], Now).ShouldBe(first);
    }

    [Fact]
    public void The_next_key_is_made_when_the_newest_has_lived_long_enough()
    {
        Schedule.NeedsNext([Key(1, TimeSpan.FromDays(30) - TimeSpan.FromTicks(1))], Now).ShouldBeFalse();
        Schedule.NeedsNext([Key(1, TimeSpan.FromDays(30))], Now).ShouldBeTrue();
        Schedule.NeedsNext([Key(1, TimeSpan.FromDays(30)), Key(2, TimeSpan.Zero)], Now).ShouldBeFalse();
    }

    [Fact]
    public void A_key_is_announced_before_it_signs()
    {
        var old = Key(1, TimeSpan.FromDays(30));
        var announced = Key(2, KeySchedule.Announcement - TimeSpan.FromTicks(1));
        var ready = Key(2, KeySchedule.Announcement);
        KeySchedule.Signer([old, announced], Now).ShouldBe(old);
        KeySchedule.Signer([old, ready], Now).ShouldBe(ready);
    }

    [Fact]
    public void A_key_verifies_until_its_last_token_has_expired()
    {
        var old = Key(1, TimeSpan.FromDays(30));
        var end = KeySchedule.Announcement + KeySchedule.Farewell;
        KeySchedule.Forgotten([old, Key(2, end - TimeSpan.FromTicks(1))], Now).ShouldBeEmpty();
        KeySchedule.Forgotten([old, Key(2, end)], Now).ShouldBe([old]);
        KeySchedule.Farewell.ShouldBeGreaterThan(TimeSpan.FromHours(1), "the longest life of a token that the settings allow");
    }

    [Fact]
    public void The_newest_key_is_never_forgotten() =>
        KeySchedule.Forgotten([Key(1, TimeSpan.FromDays(1000))], Now).ShouldBeEmpty();

    private static SigningKey Key(int generation, TimeSpan age) => new(generation, $"key-{generation}", [], [], [], isEncrypted: false, Now - age);
}
