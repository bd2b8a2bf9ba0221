using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

public sealed class PasskeyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly ClientInfo Unknown = new(null, null);

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 1, true)]
    [InlineData(7, 8, true)]
    [InlineData(7, 4_294_967_295, true)]
    [InlineData(7, 7, false)]
    [InlineData(7, 6, false)]
    [InlineData(7, 0, false)]
    public void A_counter_grows_unless_there_is_none(long before, long after, bool isGood)
    {
        var passkey = Made(signCount: before);
        passkey.Use(new PasskeyProof(after, IsBackedUp: true), Now).ShouldBe(isGood);
        passkey.SignCount.ShouldBe(isGood ? after : before);
        passkey.LastUsedAt.ShouldBe(isGood ? Now : null);
        passkey.IsBackedUp.ShouldBe(isGood);
    }

    [Fact]
    public void Without_a_name_it_is_called_after_the_browser_and_without_one_that_is_known_what_it_is()
    {
        Made(name: " Blue key ").Name.ShouldBe("Blue key");
        Made(client: new("Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0", null)).Name.ShouldBe("Firefox on Linux");
        Made().Name.ShouldBe("Passkey");
    }

    [Fact]
    public void Nobody_gets_one_before_the_address_is_verified() =>
        Should.Throw<InvalidOperationException>(() => Passkey.Register(Somebody(), Credential(0), name: null, Unknown, Now));

    private static Account Somebody()
    {
        EmailAddress.TryParse("ada@example.org", out var email).ShouldBeTrue();
        return Account.Register(email!, "Ada Lovelace", passwordHash: null, Now);
    }

    private static PasskeyCredential Credential(long signCount) =>
        new("AAAA", [1, 2, 3], ["internal"], IsBackupEligible: true, IsBackedUp: false, signCount);

    private static Passkey Made(string? name = null, ClientInfo? client = null, long signCount = 0)
    {
        var account = Somebody();
        account.VerifyEmail(Now);
        return Passkey.Register(account, Credential(signCount), name, client ?? Unknown, Now);
    }
}
