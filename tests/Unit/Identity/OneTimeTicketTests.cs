using System.Text.Json;
using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

public sealed class OneTimeTicketTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Opens_what_it_was_made_for_only()
    {
        var (ticket, _) = OneTimeTicket.For(TicketPurpose.VerifyEmail, Somebody(), Now);
        ticket.IsFor(TicketPurpose.SetUp, Now).ShouldBeFalse();
        ticket.IsFor(TicketPurpose.VerifyEmail, Now).ShouldBeTrue();
    }

    [Theory]
    [InlineData(TicketPurpose.SetUp, 60)]
    [InlineData(TicketPurpose.ResetPassword, 30)]
    [InlineData(TicketPurpose.VerifyEmail, 24 * 60)]
    [InlineData(TicketPurpose.ExternalSignIn, 10)]
    [InlineData(TicketPurpose.Invitation, 7 * 24 * 60)]
    [InlineData(TicketPurpose.PasskeyRegistration, 5)]
    [InlineData(TicketPurpose.PasskeySignIn, 5)]
    [InlineData(TicketPurpose.PasskeyConfirmation, 5)]
    public void Is_too_old_after_its_time(TicketPurpose purpose, int minutes)
    {
        var (ticket, _) = OneTimeTicket.For(purpose, Now);
        ticket.IsFor(purpose, Now.AddMinutes(minutes).AddTicks(-1)).ShouldBeTrue();
        ticket.IsFor(purpose, Now.AddMinutes(minutes)).ShouldBeFalse();
    }

    [Fact]
    public void Is_stored_without_its_token()
    {
        var (ticket, token) = OneTimeTicket.For(TicketPurpose.SetUp, Now);
        ticket.Id.ShouldBe(OneTimeTicket.IdOf(token));
        JsonSerializer.Serialize(ticket).ShouldNotContain(token);
    }

    [Fact]
    public void Is_void_when_the_credentials_changed_since()
    {
        var account = Somebody();
        var (ticket, _) = OneTimeTicket.For(TicketPurpose.VerifyEmail, account, Now);
        ticket.StillFits(account).ShouldBeTrue();
        account.RegisterAgain("another hash");
        ticket.StillFits(account).ShouldBeFalse();
        ticket.StillFits(Somebody()).ShouldBeFalse();
    }

    [Fact]
    public void Its_use_is_the_same_whoever_makes_it_and_tells_nothing_of_the_key()
    {
        var (ticket, _) = OneTimeTicket.For(TicketPurpose.SetUp, Now);
        ticket.Use.ShouldBe(ticket.Use);
        ticket.Use.Id.ShouldNotContain(ticket.Id);
        ticket.Use.ToString().ShouldNotContain(ticket.Id);
        new OneTimeUse("other", ticket.Id, Now).Id.ShouldNotBe(ticket.Use.Id);
        new OneTimeUse("a", "b\0c", Now).Id.ShouldNotBe(new OneTimeUse("a", "bc", Now).Id);
    }

    private static Account Somebody() => Account.Register(EmailAddress.Parse("ada@example.com"), "Ada", "hash", Now);
}
