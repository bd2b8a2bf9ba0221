using System.Text.Json;
using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

public sealed class OneTimeLinkTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Works_once()
    {
        var (link, _) = OneTimeLink.ForSetUp(Now);
        link.TryConsume(LinkPurpose.SetUp, Now).ShouldBeTrue();
        link.TryConsume(LinkPurpose.SetUp, Now).ShouldBeFalse();
    }

    [Fact]
    public void Works_for_its_purpose_only()
    {
        var (link, _) = OneTimeLink.ForAccount(LinkPurpose.VerifyEmail, Somebody(), Now);
        link.TryConsume(LinkPurpose.SetUp, Now).ShouldBeFalse();
        link.TryConsume(LinkPurpose.VerifyEmail, Now).ShouldBeTrue();
    }

    [Fact]
    public void The_set_up_link_expires_after_an_hour()
    {
        OneTimeLink.ForSetUp(Now).Link.TryConsume(LinkPurpose.SetUp, Now.AddMinutes(59)).ShouldBeTrue();
        OneTimeLink.ForSetUp(Now).Link.TryConsume(LinkPurpose.SetUp, Now.AddMinutes(60)).ShouldBeFalse();
    }

    [Fact]
    public void Is_stored_without_its_token()
    {
        var (link, token) = OneTimeLink.ForSetUp(Now);
        link.Id.ShouldBe(OneTimeLink.IdOf(token));
        JsonSerializer.Serialize(link).ShouldNotContain(token);
    }

    [Fact]
    public void Is_void_when_the_credentials_changed_since()
    {
        var account = Somebody();
        var (link, _) = OneTimeLink.ForAccount(LinkPurpose.VerifyEmail, account, Now);
        link.StillFits(account).ShouldBeTrue();
        account.RegisterAgain("another hash");
        link.StillFits(account).ShouldBeFalse();
        link.StillFits(Somebody()).ShouldBeFalse();
    }

    private static Account Somebody() => Account.Register(EmailAddress.Parse("ada@example.com"), "Ada", "hash", Now);
}
