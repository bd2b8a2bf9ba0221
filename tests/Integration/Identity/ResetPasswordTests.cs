using System.Net;
using Monolith.Tests.Integration.Fixture;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Identity;

public sealed class ResetPasswordTests(OneHost fixture) : IClassFixture<OneHost>
{
    private const string NewPassword = "another long and quiet sentence";

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task The_mailed_link_replaces_a_forgotten_password_once_and_signs_every_device_out()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        var before = await client.LoginAsync(person.Email, People.Password);
        var token = await ForgetAsync(person.Email);

        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
            (await ResetAsync(token, NewPassword)).Status.ShouldBe(HttpStatusCode.NoContent));

        (await client.LoginAsync(person.Email, People.Password)).Code.ShouldBe("identity.invalid_credentials");
        (await client.LoginAsync(person.Email, NewPassword)).Status.ShouldBe(HttpStatusCode.OK);
        (await client.RefreshAsync(before.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
        await client.UntilRefusedAsync(before.AccessToken);
        (await Host.MailsAsync(person.Email))[0].ShouldBe("Your password was changed");
        (await ResetAsync(token, NewPassword)).Code.ShouldBe("identity.invalid_token");
    }

    [Fact]
    public async Task An_address_without_account_gets_the_same_answer_and_no_mail()
    {
        var stranger = People.NewEmail();
        await ForgetAsync(stranger, expectMail: false);
        (await Host.MailsAsync(stranger)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("short", "Must have at least 12 characters.")]
    [InlineData("password password", "Is one of the first that others would guess; take a less common one.")]
    [InlineData("ada lovelace!", "Must not consist of your own name or address.")]
    public async Task A_password_that_is_refused_names_the_rule_and_leaves_the_link_as_it_is(string password, string rule)
    {
        var person = await Host.RegisterAsync();
        var token = await ForgetAsync(person.Email);
        var refused = await ResetAsync(token, password);
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        ((string)refused.Json["errors"]!["newPassword"]![0]!).ShouldBe(rule);
        (await ResetAsync(token, NewPassword)).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Whoever_reads_the_mail_has_confirmed_the_address_too()
    {
        var person = await Host.RegisterAsync();
        using var client = Host.CreateClient();
        (await client.LoginAsync(person.Email, People.Password)).Code.ShouldBe("identity.invalid_credentials");
        (await ResetAsync(await ForgetAsync(person.Email), NewPassword)).Status.ShouldBe(HttpStatusCode.NoContent);
        var login = await client.LoginAsync(person.Email, NewPassword);
        ((bool)(await client.GetAuthAsync("me", login.AccessToken)).Json["emailVerified"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task A_link_for_something_else_resets_nothing()
    {
        var person = await Host.RegisterAsync();
        var token = await Host.LinkTokenAsync(person.Email);
        (await ResetAsync(token, NewPassword)).Code.ShouldBe("identity.invalid_token");
        (await ResetAsync("invented", NewPassword)).Code.ShouldBe("identity.invalid_token");
        await Host.VerifyAsync(person.Email);
    }

    [Fact]
    public async Task A_link_is_void_once_the_password_was_changed_otherwise()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        var token = await ForgetAsync(person.Email);
        (await client.PostAuthAsync("password/change", new { currentPassword = People.Password, newPassword = NewPassword }))
            .Status.ShouldBe(HttpStatusCode.NoContent);
        (await ResetAsync(token, "a third long and quiet sentence")).Code.ShouldBe("identity.invalid_token");
    }

    [Fact]
    public async Task Whoever_reads_the_mail_still_needs_the_second_factor()
    {
        using var guarded = await Host.GuardedAsync();
        (await ResetAsync(await ForgetAsync(guarded.Person.Email), NewPassword)).Status.ShouldBe(HttpStatusCode.NoContent);
        using var client = Host.CreateClient();
        var login = await client.LoginAsync(guarded.Person.Email, NewPassword);
        login.Json.ContainsKey("accessToken").ShouldBeFalse();
        ((bool)login.Json["mfaRequired"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_many_uses_at_the_same_time_one_succeeds()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        var token = await ForgetAsync(person.Email);
        var passwords = Enumerable.Range(0, 16).Select(number => $"{NewPassword} {number}").ToArray();
        var answers = await Task.WhenAll(passwords.Select(password => ResetAsync(token, password)));
        var winner = passwords[answers.Index().Single(answer => answer.Item.Status == HttpStatusCode.NoContent).Index];
        answers.Count(answer => answer.Code == "identity.invalid_token").ShouldBe(passwords.Length - 1);
        (await client.LoginAsync(person.Email, winner)).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <returns>The token of the link in the newest mail.</returns>
    private async Task<string> ForgetAsync(string email, bool expectMail = true)
    {
        using var client = Host.CreateClient();
        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
            (await client.PostAuthAsync("password/forgot", new { email })).Status.ShouldBe(HttpStatusCode.Accepted));
        return expectMail ? await Host.LinkTokenAsync(email) : string.Empty;
    }

    private async Task<AuthAnswer> ResetAsync(string token, string newPassword)
    {
        using var client = Host.CreateClient();
        return await client.PostAuthAsync("password/reset", new { token, newPassword });
    }
}
