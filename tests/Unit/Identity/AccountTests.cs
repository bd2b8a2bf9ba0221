using System.Text.Json;
using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

public sealed class AccountTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void May_sign_in_once_the_address_is_verified()
    {
        var account = Account.Register(EmailAddress.Parse("ada@example.com"), "Ada", "hash", Now);
        account.MaySignIn().ShouldBeFalse();
        account.VerifyEmail(Now);
        account.MaySignIn().ShouldBeTrue();
        account.Roles.ShouldBe([Roles.Member]);
    }

    [Fact]
    public void Signs_in_once_the_address_is_verified_by_whatever_credential_there_is()
    {
        var account = Account.Register(EmailAddress.Parse("ada@example.com"), "Ada", passwordHash: null, Now);
        account.MaySignIn().ShouldBeFalse();
        account.VerifyEmail(Now);
        account.MaySignIn().ShouldBeTrue();
    }

    [Theory]
    [InlineData(Standing.Suspended)]
    [InlineData(Standing.Deleted)]
    public void Nobody_gets_into_an_account_that_is_barred_and_nothing_that_was_mailed_before_opens_it_again(Standing standing)
    {
        var account = Account.Administrator(EmailAddress.Parse("ada@example.com"), "Ada", "hash", Now);
        var (before, _) = OneTimeTicket.For(TicketPurpose.ResetPassword, account, Now);
        account.Stand(standing).ShouldBeTrue();
        account.Stand(standing).ShouldBeFalse();
        (account.MaySignIn(), account.StandingRevision).ShouldBe((false, 1));
        var (during, _) = OneTimeTicket.For(TicketPurpose.ResetPassword, account, Now);
        during.StillFits(account).ShouldBeFalse();

        account.Stand(Standing.Good).ShouldBeTrue();
        (account.MaySignIn(), account.StandingRevision).ShouldBe((true, 2));
        before.StillFits(account).ShouldBeFalse();
        during.StillFits(account).ShouldBeFalse();
    }

    [Fact]
    public void A_new_password_opens_a_lock()
    {
        var account = Account.Register(EmailAddress.Parse("ada@example.com"), "Ada", "hash", Now);
        account.CountFailedSignIns(3);
        account.LockUntil(Now.AddMinutes(15));
        account.ChangePassword("another hash");
        (account.FailedSignIns, account.LockedUntil).ShouldBe((0, null));
    }

    [Fact]
    public void The_administrator_is_verified_from_the_start()
    {
        var account = Account.Administrator(EmailAddress.Parse("root@example.com"), "Root", "hash", Now);
        account.MaySignIn().ShouldBeTrue();
        account.Roles.ShouldBe([Roles.Admin]);
    }

    [Fact]
    public void Only_an_unverified_account_can_be_registered_again()
    {
        var account = Account.Register(EmailAddress.Parse("ada@example.com"), "Ada", "hash", Now);
        account.RegisterAgain("another hash");
        account.PasswordHash.ShouldBe("another hash");
        account.VerifyEmail(Now);
        Should.Throw<InvalidOperationException>(() => account.RegisterAgain("a thief's hash"));
    }

    [Fact]
    public void Survives_being_stored()
    {
        var account = Account.Administrator(EmailAddress.Parse("root@example.com"), "Root", "hash", Now);
        var stored = JsonSerializer.Serialize(account);
        stored.ShouldContain("root@example.com");
        JsonSerializer.Serialize(JsonSerializer.Deserialize<Account>(stored)).ShouldBe(stored);
    }

    [Theory]
    [InlineData("ada@example.com")]
    [InlineData("Ada.Lovelace+list@mail.example.co.uk")]
    [InlineData("ümlaut@exämple.de")]
    public void Takes_addresses_that_mail_reaches(string text) => EmailAddress.TryParse(text, out _).ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@example.com")]
    [InlineData("ada@")]
    [InlineData("ada@localhost")]
    [InlineData("ada@@example.com")]
    [InlineData("ada lovelace@example.com")]
    [InlineData(".ada@example.com")]
    [InlineData("ada..l@example.com")]
    [InlineData("ada@-example.com")]
    [InlineData("ada@example.com\r\nBcc: eve@example.com")]
    [InlineData("\"Ada\" <ada@example.com>")]
    public void Refuses_what_is_no_address(string? text) => EmailAddress.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void One_address_in_another_spelling_is_one_account() =>
        EmailAddress.Parse(" Ada@Example.com ").Normalized.ShouldBe(EmailAddress.Normalize("ada@example.COM"));
}
