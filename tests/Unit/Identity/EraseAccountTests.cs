using System.Text.Json;
using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

/// <summary>What is left of an account that is nobody's any more.</summary>
public sealed class EraseAccountTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly Account account = Account.Administrator(EmailAddress.Parse("ada@people.test"), "Ada Lovelace", "bcrypt of something", Now);

    [Fact]
    public void Nothing_that_anybody_entered_and_no_credential_is_left()
    {
        account.Use(new Authenticator("a sealed key", Now, ["a code of ten"]));
        account.CountFailedSignIns(3);
        account.LockUntil(Now.AddHours(1));
        account.Erase(Now.AddDays(1)).ShouldBeTrue();
        var stored = JsonSerializer.Serialize(account);
        foreach (var value in new[] { "ada@", "people.test", "lovelace", "bcrypt", "a sealed key", "a code of ten", "admin" })
            stored.ShouldNotContain(value, Case.Insensitive);
        (account.IsErased, account.IsBarred, account.MaySignIn(), account.HasSecondFactor).ShouldBe((true, true, false, false));
        account.Erase(Now.AddDays(2)).ShouldBeFalse();
        account.ErasedAt.ShouldBe(Now.AddDays(1));
    }

    [Fact]
    public void No_link_that_was_mailed_before_opens_it()
    {
        var (ticket, _) = OneTimeTicket.For(TicketPurpose.ResetPassword, account, Now);
        account.Erase(Now);
        ticket.StillFits(account).ShouldBeFalse();
    }

    [Fact]
    public void What_stands_in_the_addresss_place_is_no_address_and_each_accounts_own()
    {
        account.Erase(Now);
        EmailAddress.TryParse(account.NormalizedEmail, out _).ShouldBeFalse();
        account.NormalizedEmail.ShouldNotBe(Account.ErasedBefore(Guid.CreateVersion7(), Now).NormalizedEmail);
        EmailAddress.Normalize(account.NormalizedEmail).ShouldNotBe(account.NormalizedEmail, "nobody finds it by what they type");
    }
}
