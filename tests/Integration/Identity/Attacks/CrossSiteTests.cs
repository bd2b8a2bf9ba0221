using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity.Attacks;

/// <summary>Another site uses the cookies of a browser, or plants some (OWASP Cross-Site Request Forgery Prevention Cheat Sheet).</summary>
public sealed class CrossSiteTests(OneHost fixture) : IClassFixture<OneHost>
{
    private MonolithHost Host => fixture.Host;

    [Theory]
    [InlineData("no page token")]
    [InlineData("a guessed page token", "X-CSRF-Token", "guessed")]
    [InlineData("a page token of the right length", "X-CSRF-Token", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("the right page token from another site", "X-CSRF-Token", "*", "Sec-Fetch-Site", "cross-site")]
    [InlineData("the right page token from a sibling site", "X-CSRF-Token", "*", "Sec-Fetch-Site", "same-site")]
    [InlineData("the right page token from another origin", "X-CSRF-Token", "*", "Origin", "https://evil.test")]
    [InlineData("the right page token from a sandbox", "X-CSRF-Token", "*", "Origin", "null")]
    [InlineData("the right page token from another port", "X-CSRF-Token", "*", "Origin", "http://localhost:1")]
    public async Task A_cookie_is_worth_nothing_with(string attempt, params string[] headers)
    {
        using var client = Host.CreateClient();
        var csrf = await client.LoginAsBrowserAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);
        var sent = headers.Chunk(2).Select(header => (header[0], header[1] == "*" ? csrf : header[1])).ToArray();
        foreach (var call in new[] { "refresh", "logout" })
        {
            var answer = await client.PostAuthAsync(call, null, sent);
            answer.Status.ShouldBe(HttpStatusCode.Forbidden, $"{call} with {attempt}");
            answer.Code.ShouldBe("identity.csrf_invalid");
        }

        (await client.PostAuthAsync("refresh", null, ("X-CSRF-Token", csrf))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_page_token_of_the_attackers_own_browser_opens_no_other()
    {
        using var attacker = Host.CreateClient();
        using var victim = Host.CreateClient();
        var planted = (string)(await attacker.GetAuthAsync("csrf")).Json["token"]!;
        await victim.LoginAsBrowserAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);
        (await victim.PostAuthAsync("refresh", null, ("X-CSRF-Token", planted))).Code.ShouldBe("identity.csrf_invalid");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task A_form_of_another_site_signs_no_browser_in(string mediaType)
    {
        using var client = Host.CreateClient();
        using var form = new StringContent($$"""{"email":"{{MonolithHost.AdminEmail}}","password":"{{MonolithHost.AdminPassword}}"}""", Encoding.UTF8);
        form.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        using var answer = await client.PostAsync("/api/v1/auth/login", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task A_script_of_another_site_may_neither_send_nor_read()
    {
        using var client = Host.CreateClient();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/v1/auth/refresh");
        preflight.Headers.Add("Origin", "https://evil.test");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "x-csrf-token");
        using var answer = await client.SendAsync(preflight);
        answer.Headers.Where(header => header.Key.StartsWith("Access-Control-", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_that_was_planted_before_is_not_the_one_that_is_signed_in()
    {
        var (person, signedIn) = await Host.MemberAsync();
        signedIn.Dispose();
        using var client = Host.CreateClient();
        var planted = await client.LoginAsync(person.Email, People.Password);

        var answer = await client.PostAuthAsync(
            "login",
            new { email = MonolithHost.AdminEmail, password = MonolithHost.AdminPassword },
            ("Cookie", $"monolith-refresh={planted.RefreshToken}; monolith-csrf=chosen"));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        var cookie = answer.Cookies.Single(cookie => cookie.StartsWith("monolith-refresh=", StringComparison.Ordinal));
        cookie.ShouldNotContain(planted.RefreshToken);
        (await client.RefreshAsync(planted.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
    }
}
