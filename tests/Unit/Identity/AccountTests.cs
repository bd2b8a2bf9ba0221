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
    public void Without_a_password_nobody_signs_in()
    {
        var account = Account.Register(EmailAddress.Parse("ada@example.com"), "Ada", passwordHash: null, Now);
        account.VerifyEmail(Now);
        account.MaySignIn().ShouldBeFalse();
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
