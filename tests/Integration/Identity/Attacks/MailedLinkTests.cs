using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity.Attacks;

/// <summary>Somebody wants a mail of ours to lead elsewhere, to be sent elsewhere, or to work twice (OWASP Forgot Password Cheat Sheet).</summary>
public sealed class MailedLinkTests(OneHost fixture) : IClassFixture<OneHost>
{
    private const string NewPassword = "another long and quiet sentence";

    private MonolithHost Host => fixture.Host;

    [Theory]
    [InlineData("Host", "evil.test")]
    [InlineData("X-Forwarded-Host", "evil.test")]
    [InlineData("Forwarded", "host=evil.test;proto=https")]
    [InlineData("X-Original-Host", "evil.test")]
    [InlineData("X-Forwarded-Prefix", "//evil.test")]
    [InlineData("Origin", "https://evil.test")]
    [InlineData("Referer", "https://evil.test/")]
    public async Task A_link_leads_here_whatever_the_request_says_of_its_host_in(string header, string value)
    {
        var person = await Host.RegisterAsync();
        using var client = Host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/password/forgot") { Content = JsonContent.Create(new { email = person.Email }) };
        request.Headers.TryAddWithoutValidation(header, value).ShouldBeTrue();
        await Host.TrackedAsync(async () =>
        {
            using var answer = await client.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        });
        var mail = (await client.GetFromJsonAsync<JsonArray>($"/dev/mail/messages?to={Uri.EscapeDataString(person.Email)}"))![0]!.ToJsonString();
        mail.ShouldContain("#token=");
        mail.ShouldNotContain("evil.test");
    }

    [Fact]
    public async Task A_link_that_has_reset_a_password_resets_no_other()
    {
        var (person, signedIn) = await Host.MemberAsync();
        signedIn.Dispose();
        var token = await ForgetAsync(person.Email);
        (await ResetAsync(token, NewPassword)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await ResetAsync(token, "a third long and quiet sentence")).Code.ShouldBe("identity.invalid_token");
        using var client = Host.CreateClient();
        (await client.LoginAsync(person.Email, NewPassword)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_link_that_was_asked_for_before_the_password_was_reset_is_void()
    {
        var (person, signedIn) = await Host.MemberAsync();
        signedIn.Dispose();
        var (first, second) = (await ForgetAsync(person.Email), await ForgetAsync(person.Email));
        (await ResetAsync(second, NewPassword)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await ResetAsync(first, "a third long and quiet sentence")).Code.ShouldBe("identity.invalid_token");
    }

    [Theory]
    [InlineData("{0},eve@evil.test")]
    [InlineData("{0};eve@evil.test")]
    [InlineData("{0} eve@evil.test")]
    [InlineData("{0}\r\nBcc: eve@evil.test")]
    [InlineData("{0}\nBcc: eve@evil.test")]
    [InlineData("{0}%0d%0aBcc:eve@evil.test")]
    [InlineData("<{0}>,<eve@evil.test>")]
    [InlineData("{0}\0")]
    public async Task Nothing_beside_the_address_of_the_account_gets_its_link(string template)
    {
        var (person, signedIn) = await Host.MemberAsync();
        signedIn.Dispose();
        using var client = Host.CreateClient();
        var asked = string.Format(System.Globalization.CultureInfo.InvariantCulture, template, person.Email);
        var before = (await Host.MailsAsync(person.Email)).Length;
        (await client.PostAuthAsync("password/forgot", new { email = asked })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await client.PostAuthAsync("password/forgot", new { email = new[] { person.Email, "eve@evil.test" } })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Host.MailsAsync("eve@evil.test")).ShouldBeEmpty();
        (await Host.MailsAsync(person.Email)).Length.ShouldBe(before);
    }

    [Theory]
    [InlineData("Ada\r\nBcc: eve@evil.test")]
    [InlineData("Ada\nSubject: other")]
    [InlineData("Ada\u2028Lovelace")]
    [InlineData("Ada\0")]
    public async Task A_name_that_would_be_more_than_one_line_of_a_mail_is_refused(string displayName)
    {
        using var client = Host.CreateClient();
        var answer = await client.PostAuthAsync("register", new { email = People.NewEmail(), password = People.Password, displayName });
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Json["errors"]!.AsObject().Select(field => field.Key).ShouldBe(["displayName"]);
    }

    [Fact]
    public async Task A_name_that_is_markup_is_text_in_a_mail()
    {
        var email = People.NewEmail();
        await Host.RegisterAsync(email, "<a href=\"https://evil.test\">Click</a>");
        using var client = Host.CreateClient();
        var mail = (await client.GetFromJsonAsync<JsonArray>($"/dev/mail/messages?to={Uri.EscapeDataString(email)}"))![0]!;
        ((string)mail["html"]!).ShouldNotContain("<a href=\"https://evil.test\">");
    }

    /// <returns>The token of the link in the newest mail.</returns>
    private async Task<string> ForgetAsync(string email)
    {
        using var client = Host.CreateClient();
        await Host.TrackedAsync(async () => (await client.PostAuthAsync("password/forgot", new { email })).Status.ShouldBe(HttpStatusCode.Accepted));
        return await Host.LinkTokenAsync(email);
    }

    private async Task<AuthAnswer> ResetAsync(string token, string newPassword)
    {
        using var client = Host.CreateClient();
        return await client.PostAuthAsync("password/reset", new { token, newPassword });
    }
}
