using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity.External;

public sealed class ExternalIdentityTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Ada Lovelace", "Ada Lovelace")]
    [InlineData("  Ada\r\nLovelace\0 ", "AdaLovelace")]
    [InlineData(" \t ", "ada")]
    [InlineData(null, "ada")]
    public void An_account_gets_a_name_that_can_be_shown(string? name, string displayName) =>
        Identity(name: name).DisplayNameFor(EmailAddress.Parse("ada@example.com")).ShouldBe(displayName);

    [Fact]
    public void A_name_is_cut_to_what_an_account_holds()
    {
        var name = Identity(name: string.Concat(Enumerable.Repeat("😀", 200))).DisplayNameFor(EmailAddress.Parse("ada@example.com"));
        name.Length.ShouldBe(Account.MaxDisplayNameLength);
        name.ShouldEndWith("😀");
    }

    [Fact]
    public void The_same_subject_is_another_person_under_another_issuer_and_no_two_pairs_are_written_alike()
    {
        var ids = new[]
        {
            ExternalLogin.IdOf(Identity("https://a.example", "1")),
            ExternalLogin.IdOf(Identity("https://b.example", "1")),
            ExternalLogin.IdOf(Identity("https://a.example", "2")),
            ExternalLogin.IdOf(Identity("https://a.example1", "")),
        };
        ids.Distinct().Count().ShouldBe(ids.Length);
        ExternalLogin.IdOf(Identity("https://a.example", "1") with { Provider = "renamed", Email = null }).ShouldBe(ids[0]);
    }

    [Fact]
    public void Nobody_is_linked_to_an_account_whose_address_nobody_verified()
    {
        var account = Account.Register(EmailAddress.Parse("ada@example.com"), "Ada", null, Now);
        Should.Throw<InvalidOperationException>(() => ExternalLogin.Link(account, Identity(), Now));
        account.VerifyEmail(Now);
        ExternalLogin.Link(account, Identity(), Now).AccountId.ShouldBe(account.Id);
    }

    [Fact]
    public void An_attempt_is_bound_to_its_provider_and_its_browser_and_is_read_as_it_was_written()
    {
        var attempt = ExternalAttempt.Begin("acme", "the browser's secret", "/users", sessionId: null);
        var read = ExternalAttempt.Read(attempt.Write());
        read.ShouldBe(attempt);
        attempt.Write().ShouldNotContain("the browser's secret");
        read.IsOf("acme", "the browser's secret").ShouldBeTrue();
        read.IsOf("other", "the browser's secret").ShouldBeFalse();
        read.IsOf("acme", "another secret").ShouldBeFalse();
        read.IsOf("acme", null).ShouldBeFalse();
        attempt.ToString().ShouldNotContain(attempt.CodeVerifier);
        attempt.CodeChallenge.ShouldNotBe(attempt.CodeVerifier);
    }

    private static ExternalIdentity Identity(string issuer = "https://acme.example", string subject = "1", string? name = "Ada") =>
        new("acme", issuer, subject, "ada@example.com", IsEmailVerified: true, name);
}
