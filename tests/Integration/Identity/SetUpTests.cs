using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Identity.Infrastructure;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity;

public sealed class SetUpTests(Services services)
{
    private static readonly Dictionary<string, string?> WithoutAdministrator = new()
    {
        ["MONOLITH_ADMIN_EMAIL"] = null,
        ["MONOLITH_ADMIN_PASSWORD"] = null,
    };

    [Fact]
    public async Task The_link_from_the_console_makes_the_first_administrator_once()
    {
        await using var host = await MonolithHost.StartAsync(services, WithoutAdministrator);
        using var client = host.CreateClient();
        ((bool)(await client.GetAuthAsync("setup")).Json["required"]!).ShouldBeTrue();
        var token = LinkToken(host);

        var answer = await SetUpAsync(client, token, "root@example.com");
        var again = await SetUpAsync(client, token, "second@example.com");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Json["user"]!["permissions"]!.AsArray().Select(permission => (string)permission!).ShouldContain("users.read");
        again.Code.ShouldBe("identity.invalid_token");
        ((bool)(await client.GetAuthAsync("setup")).Json["required"]!).ShouldBeFalse();
        (await client.LoginAsync("root@example.com", People.Password)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_links_at_the_same_time_make_one_administrator()
    {
        var settings = new Dictionary<string, string?>(WithoutAdministrator) { ["ConnectionStrings:Postgres"] = await services.CreateDatabaseAsync() };
        await using var one = await MonolithHost.StartAsync(services, settings);
        await using var two = await MonolithHost.StartAsync(services, settings);
        using var first = one.CreateClient();
        using var second = two.CreateClient();

        var answers = await Task.WhenAll(
            SetUpAsync(first, LinkToken(one), "one@example.com"),
            SetUpAsync(second, LinkToken(two), "two@example.com"));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Single(answer => answer.Status != HttpStatusCode.OK).Code.ShouldBe("identity.already_set_up");
        AuthAnswer[] logins = [await first.LoginAsync("one@example.com", People.Password), await first.LoginAsync("two@example.com", People.Password)];
        logins.Count(login => login.Status == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task An_invented_link_makes_nobody_administrator_and_input_is_checked()
    {
        await using var host = await MonolithHost.StartAsync(services, WithoutAdministrator);
        using var client = host.CreateClient();
        (await SetUpAsync(client, new string('A', 43), "root@example.com")).Code.ShouldBe("identity.invalid_token");
        var invalid = await client.PostAuthAsync("setup", new { token = LinkToken(host), email = "root@example.com", password = "short", displayName = "Root" });
        invalid.Status.ShouldBe(HttpStatusCode.BadRequest);
        invalid.Json["errors"]!.AsObject().Select(field => field.Key).ShouldBe(["password"]);
        (await SetUpAsync(client, LinkToken(host), "root@example.com")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_settings_make_the_first_administrator_and_a_second_start_changes_nothing()
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:Postgres"] = await services.CreateDatabaseAsync() };
        await using (var host = await MonolithHost.StartAsync(services, settings))
        {
            using var client = host.CreateClient();
            host.Services.GetRequiredService<IdentityStartup>().Notice.ShouldBeNull();
            (await client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.OK);
        }

        settings["MONOLITH_ADMIN_EMAIL"] = "another@example.com";
        await using var restarted = await MonolithHost.StartAsync(services, settings);
        using var later = restarted.CreateClient();
        (await later.LoginAsync("another@example.com", MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await later.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static string LinkToken(MonolithHost host) =>
        host.Services.GetRequiredService<IdentityStartup>().Notice.ShouldNotBeNull().Split("/setup#token=")[1];

    private static Task<AuthAnswer> SetUpAsync(HttpClient client, string token, string email) =>
        client.PostAuthAsync("setup", new { token, email, password = People.Password, displayName = "Root" }, ("X-Token-Delivery", "body"));
}
