using System.Net;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity;

public sealed class SessionTests(OneHost fixture) : IClassFixture<OneHost>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task A_refresh_token_is_replaced_at_every_use()
    {
        using var client = Host.CreateClient();
        var first = await AdminAsync(client);
        var second = await client.RefreshAsync(first.RefreshToken);
        var third = await client.RefreshAsync(second.RefreshToken);
        third.Status.ShouldBe(HttpStatusCode.OK);
        new[] { first.RefreshToken, second.RefreshToken, third.RefreshToken }.ShouldBeUnique();
        (await client.GetAuthAsync("me", third.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_lost_answer_logs_nobody_out()
    {
        using var client = Host.CreateClient();
        var first = await AdminAsync(client);
        var lost = await client.RefreshAsync(first.RefreshToken);
        var retried = await client.RefreshAsync(first.RefreshToken);
        retried.RefreshToken.ShouldBe(lost.RefreshToken);
        (await client.RefreshAsync(retried.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Fifty_tabs_that_refresh_at_once_get_the_same_successor()
    {
        using var client = Host.CreateClient();
        var first = await AdminAsync(client);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.RefreshAsync(first.RefreshToken)));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        answers.Select(answer => answer.RefreshToken).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_no_refresh_token_refreshes_nothing()
    {
        using var client = Host.CreateClient();
        foreach (var token in new[] { "nonsense", new string('A', 86) })
        {
            var answer = await client.RefreshAsync(token);
            answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Code.ShouldBe("identity.refresh_invalid");
        }

        (await client.PostAuthAsync("refresh")).Code.ShouldBe("identity.refresh_invalid");
    }

    [Fact]
    public async Task A_browser_that_signs_in_again_leaves_no_session_behind_and_other_browsers_keep_theirs()
    {
        using var browser = Host.CreateClient();
        using var other = Host.CreateClient();
        var body = new { email = MonolithHost.AdminEmail, password = MonolithHost.AdminPassword };
        var first = await browser.PostAuthAsync("login", body);
        var elsewhere = await other.PostAuthAsync("login", body);
        var second = await browser.PostAuthAsync("login", body);

        await browser.UntilRefusedAsync(first.AccessToken);
        (await browser.GetAuthAsync("me", second.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await other.GetAuthAsync("me", elsewhere.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_browser_s_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        using var client = Host.CreateClient();
        var login = await client.PostAuthAsync("login", new { email = MonolithHost.AdminEmail, password = MonolithHost.AdminPassword });
        login.Json.ContainsKey("refreshToken").ShouldBeFalse();
        var cookie = login.Cookies.ShouldHaveSingleItem().ToLowerInvariant();
        cookie.ShouldStartWith("monolith-refresh=");
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldContain("path=/");
    }

    [Fact]
    public async Task Over_https_the_cookies_belong_to_this_host_alone()
    {
        using var client = Host.CreateClient();
        var login = await client.PostAuthAsync(
            "login", new { email = MonolithHost.AdminEmail, password = MonolithHost.AdminPassword }, ("X-Forwarded-Proto", "https"));
        var cookie = login.Cookies.ShouldHaveSingleItem().ToLowerInvariant();
        cookie.ShouldStartWith("__host-monolith-refresh=");
        cookie.ShouldContain("secure");
        cookie.ShouldNotContain("domain");
    }

    [Fact]
    public async Task A_browser_refreshes_with_its_cookie_and_the_token_of_the_page()
    {
        using var client = Host.CreateClient();
        var csrf = await client.LoginAsBrowserAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);
        for (var round = 0; round < 3; round++)
        {
            var answer = await client.PostAuthAsync("refresh", null, ("X-CSRF-Token", csrf), ("Sec-Fetch-Site", "same-origin"));
            answer.Status.ShouldBe(HttpStatusCode.OK);
            answer.Json.ContainsKey("refreshToken").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Tabs_of_one_browser_share_the_page_token()
    {
        using var client = Host.CreateClient();
        var first = (string)(await client.GetAuthAsync("csrf")).Json["token"]!;
        var second = (string)(await client.GetAuthAsync("csrf")).Json["token"]!;
        second.ShouldBe(first);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_of_the_cookie()
    {
        using var client = Host.CreateClient();
        var csrf = await client.LoginAsBrowserAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);
        (await client.PostAuthAsync("logout", null, ("X-CSRF-Token", csrf))).Status.ShouldBe(HttpStatusCode.NoContent);
        (await client.PostAuthAsync("refresh", null, ("X-CSRF-Token", csrf))).Code.ShouldBe("identity.refresh_invalid");
        (await client.PostAuthAsync("logout")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_of_the_access_token()
    {
        using var client = Host.CreateClient();
        var (mine, other) = (await AdminAsync(client), await AdminAsync(client));
        (await client.PostAuthAsync("logout", null, ("Authorization", $"Bearer {mine.AccessToken}"))).Status.ShouldBe(HttpStatusCode.NoContent);
        (await client.RefreshAsync(mine.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
        (await client.RefreshAsync(other.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_of_the_account_and_no_other()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        var (mine, other) = (await client.LoginAsync(person.Email, People.Password), await client.LoginAsync(person.Email, People.Password));
        var admin = await AdminAsync(client);
        (await client.PostAuthAsync("logout-all")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await client.RefreshAsync(mine.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
        (await client.RefreshAsync(other.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
        (await client.RefreshAsync(admin.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        using var anonymous = Host.CreateClient();
        (await anonymous.PostAuthAsync("logout-all")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static Task<AuthAnswer> AdminAsync(HttpClient client) => client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);
}
