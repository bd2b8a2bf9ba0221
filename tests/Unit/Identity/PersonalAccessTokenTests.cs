using System.Text.Json;
using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

public sealed class PersonalAccessTokenTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Guid AccountId = Guid.CreateVersion7();

    [Fact]
    public void What_is_stored_opens_nothing()
    {
        var (stored, token) = Create();
        var json = JsonSerializer.Serialize(stored);
        json.ShouldNotContain(token.Encode());
        json.ShouldNotContain(token.Encode()[4..]);
        stored.Hash.ShouldBe(token.Hash);
    }

    [Fact]
    public void It_is_opened_by_its_token_alone_until_it_expires()
    {
        var (stored, token) = Create();
        stored = JsonSerializer.Deserialize<PersonalAccessToken>(JsonSerializer.Serialize(stored))!;
        stored.IsOpenedBy(token, Now).ShouldBeTrue();
        stored.IsOpenedBy(token, Now.AddDays(30).AddTicks(-1)).ShouldBeTrue();
        stored.IsOpenedBy(token, Now.AddDays(30)).ShouldBeFalse();
        stored.IsOpenedBy(Create().Token, Now).ShouldBeFalse();
    }

    [Fact]
    public void Once_revoked_it_opens_nothing_for_good()
    {
        var (stored, token) = Create();
        stored.Revoke(Now).ShouldBeTrue();
        stored.Revoke(Now.AddMinutes(1)).ShouldBeFalse();
        stored.RevokedAt.ShouldBe(Now);
        stored.IsOpenedBy(token, Now).ShouldBeFalse();
    }

    [Fact]
    public void Names_are_trimmed_and_scopes_are_each_named_once()
    {
        var (stored, _) = PersonalAccessToken.Create(AccountId, " nightly ", ["users.read", "audit.read", "users.read"], withSecondFactor: false, Now.AddDays(1), Now);
        stored.Name.ShouldBe("nightly");
        stored.Scopes.ShouldBe(["audit.read", "users.read"]);
        stored.LastUsedAt.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    [InlineData(366 * 24 * 60, true)]
    [InlineData((366 * 24 * 60) + 1, false)]
    public void It_lasts_for_some_time_and_a_year_at_most(int minutes, bool isAllowed) =>
        PersonalAccessToken.MayExpireAt(Now.AddMinutes(minutes), Now).ShouldBe(isAllowed);

    [Fact]
    public void The_ends_of_time_are_no_expiry()
    {
        PersonalAccessToken.MayExpireAt(DateTimeOffset.MaxValue, Now).ShouldBeFalse();
        PersonalAccessToken.MayExpireAt(DateTimeOffset.MinValue, Now).ShouldBeFalse();
    }

    private static (PersonalAccessToken Stored, ApiToken Token) Create() =>
        PersonalAccessToken.Create(AccountId, "nightly", ["users.read"], withSecondFactor: false, Now.AddDays(30), Now);
}
