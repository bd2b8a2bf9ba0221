using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity;

/// <summary>A token opens what it was made for, as far as its owner may, for as long as it lasts, and nothing else.</summary>
public sealed class PersonalAccessTokenUseTests(OneHost fixture, Services services) : IClassFixture<OneHost>
{
    private const string People = "/api/v1/users";
    private const string Requests = "/api/v1/monitoring/requests";
    private const string Me = "/api/v1/auth/me";

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task It_opens_what_its_scopes_name_and_says_which_one_is_missing()
    {
        using var admin = await Host.AdminAsync();
        using var program = Host.Program((await admin.CreateTokenAsync("users.read")).Text);
        (await program.StatusAsync(People)).ShouldBe(HttpStatusCode.OK);

        using var refused = await program.GetAsync(Requests);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        ((string?)(await refused.Content.ReadFromJsonAsync<JsonObject>())!["code"]).ShouldBe("identity.insufficient_scope");
        refused.Headers.WwwAuthenticate.ToString().ShouldBe("""Bearer error="insufficient_scope", scope="monitoring.read" """.TrimEnd());
    }

    [Fact]
    public async Task It_loses_what_its_owner_loses_and_gets_it_back()
    {
        using var owner = await Host.WithRoleAsync("operator");
        using var program = Host.Program((await owner.CreateTokenAsync("monitoring.read")).Text);
        (await program.StatusAsync(Requests)).ShouldBe(HttpStatusCode.OK);

        await Host.ChangeAccountAsync(owner, "Roles", """["member"]""");
        await program.UntilAsync(Requests, HttpStatusCode.Forbidden);
        await Host.ChangeAccountAsync(owner, "Roles", """["operator"]""");
        await program.UntilAsync(Requests, HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_gains_nothing_that_its_owner_gains()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var owner = signedIn;
        using var program = Host.Program((await owner.CreateTokenAsync("profile.read")).Text);
        await Host.ChangeAccountAsync(owner, "Roles", """["admin"]""");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(await program.GetFromJsonAsync<JsonObject>(Me, patience.Token))!["roles"]!.AsArray().Any(role => (string?)role == "admin"))
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        (await program.StatusAsync(People)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task It_is_worth_nothing_while_its_owner_may_not_sign_in()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var owner = signedIn;
        using var program = Host.Program((await owner.CreateTokenAsync("profile.read")).Text);
        (await program.StatusAsync(Me)).ShouldBe(HttpStatusCode.OK);
        await Host.ChangeAccountAsync(owner, "EmailVerifiedAt", "null");
        await program.UntilAsync(Me, HttpStatusCode.Unauthorized);

        using var late = await owner.PostTokenAsync(["profile.read"]);
        late.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Once_revoked_it_is_refused_and_leaves_the_list()
    {
        using var admin = await Host.AdminAsync();
        var token = await admin.CreateTokenAsync("users.read");
        using var program = Host.Program(token.Text);
        (await program.StatusAsync(People)).ShouldBe(HttpStatusCode.OK);

        await admin.RevokeTokenAsync(token);

        await program.UntilAsync(People, HttpStatusCode.Unauthorized);
        (await admin.ListTokensAsync()).ShouldNotContain(listed => (Guid)listed!["id"]! == token.Id);
        await admin.RevokeTokenAsync(token);
    }

    [Fact]
    public async Task Once_expired_it_is_refused_and_its_owner_still_sees_it()
    {
        using var admin = await Host.AdminAsync();
        using var answer = await admin.PostTokenAsync(["users.read"], lifetime: TimeSpan.FromSeconds(3));
        var created = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        using var program = Host.Program((string)created["token"]!);
        (await program.StatusAsync(People)).ShouldBe(HttpStatusCode.OK);
        await program.UntilAsync(People, HttpStatusCode.Unauthorized);
        TimeProvider.System.GetUtcNow().ShouldBeGreaterThan((DateTimeOffset)created["expiresAt"]!);
        (await admin.ListTokensAsync()).ShouldContain(listed => (Guid)listed!["id"]! == (Guid)created["id"]!);
    }

    [Fact]
    public async Task A_token_that_is_none_is_refused_as_the_standard_says()
    {
        using var admin = await Host.AdminAsync();
        var text = (await admin.CreateTokenAsync("users.read")).Text;
        var mistyped = text[..^1] + (text[^1] == 'x' ? 'y' : 'x');
        foreach (var wrong in new[] { mistyped, "mlp_", "mlp_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg2MPj3B", $"{text} {text}", text.ToUpperInvariant() })
        {
            using var program = Host.CreateClient();
            program.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {wrong}");
            using var refused = await program.GetAsync(People);
            refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, wrong);
            refused.Headers.WwwAuthenticate.ToString().ShouldContain("error=\"invalid_token\"");
            var problem = await refused.Content.ReadAsStringAsync();
            problem.ShouldContain("request.unauthenticated");
            problem.ShouldNotContain(text[4..]);
        }

        using var two = Host.CreateClient();
        two.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", [$"Bearer {text}", $"Bearer {text}"]);
        (await two.StatusAsync(People)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task It_stays_when_the_password_changes_and_when_every_session_ends()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var owner = signedIn;
        using var program = Host.Program((await owner.CreateTokenAsync("profile.read")).Text);
        var change = new { currentPassword = Fixture.People.Password, newPassword = "another long and quiet sentence" };
        (await owner.PostAuthAsync("password/change", change)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await owner.PostAuthAsync("logout-all")).Status.ShouldBe(HttpStatusCode.NoContent);
        await owner.UntilAsync(Me, HttpStatusCode.Unauthorized);
        (await program.StatusAsync(Me)).ShouldBe(HttpStatusCode.OK);

        using var again = await Host.SignInAsync(person.Email, change.newPassword);
        (await again.ListTokensAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Its_requests_count_against_the_limit_of_its_owner()
    {
        await using var host = await MonolithHost.StartAsync(services, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["RateLimits:Reads:Permits"] = "4",
            // So long that nothing comes back while the test runs.
            ["RateLimits:Reads:PeriodSeconds"] = "100000",
        });
        using var admin = await host.AdminAsync();
        using var one = host.Program((await admin.CreateTokenAsync("profile.read")).Text);
        using var other = host.Program((await admin.CreateTokenAsync("profile.read")).Text);
        foreach (var (client, remaining) in new[] { (admin, "3"), (one, "2"), (other, "1"), (one, "0") })
        {
            using var answer = await client.GetAsync(Me);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Headers.GetValues("RateLimit-Remaining").ShouldBe([remaining]);
        }

        foreach (var client in new[] { admin, one, other })
            (await client.StatusAsync(Me)).ShouldBe(HttpStatusCode.TooManyRequests);
    }
}
