using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Realtime;

namespace Monolith.Tests.Integration.Identity;

/// <summary>API tokens open what is declared for them. Everything else is for people who have signed in.</summary>
public sealed class ApiTokenGateTests(OneHost fixture) : IClassFixture<OneHost>
{
    /// <summary>Where it makes no difference who asks.</summary>
    private static readonly string[] ForAnybody =
        ["/.well-known/jwks.json", "/api/v1/avatars/{name}", "/health/live", "/health/ready", "/health/startup", "/metrics", "/openapi/{documentName}.json"];

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task Every_endpoint_that_declares_no_scope_refuses_tokens_whatever_they_may_do()
    {
        using var program = Host.Program(await AlmightyAsync());
        var closed = Endpoints().Where(endpoint => Declared(endpoint).Count == 0).ToList();
        closed.Count.ShouldBeGreaterThan(20);
        foreach (var endpoint in closed)
        {
            foreach (var method in endpoint.Methods())
                (await program.CallAsync(method, endpoint)).ShouldBe((HttpStatusCode.Forbidden, "identity.session_required"), $"{method} {endpoint.RoutePattern.RawText}");
        }
    }

    [Fact]
    public async Task Every_endpoint_that_declares_a_scope_refuses_tokens_without_it()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        using var admin = await Host.AdminAsync();
        using var ofMember = Host.Program((await member.CreateTokenAsync("profile.read")).Text);
        using var ofAdmin = Host.Program((await admin.CreateTokenAsync("audit.read")).Text);
        var scoped = Endpoints().Where(endpoint => Declared(endpoint).Any(access => access.Scope is not null)).ToList();
        scoped.Count.ShouldBeGreaterThan(5);
        foreach (var endpoint in scoped)
        {
            var program = Declared(endpoint).Any(access => access.Scope == "audit.read") ? ofMember : ofAdmin;
            foreach (var method in endpoint.Methods())
                (await program.CallAsync(method, endpoint)).ShouldBe((HttpStatusCode.Forbidden, "identity.insufficient_scope"), $"{method} {endpoint.RoutePattern.RawText}");
        }
    }

    [Fact]
    public void Only_what_is_listed_here_does_not_care_who_asks() =>
        Endpoints().Where(endpoint => Declared(endpoint).Any(access => access.Scope is null)).Select(endpoint => endpoint.RoutePattern.RawText!)
            .ShouldBe(ForAnybody, ignoreOrder: true);

    [Fact]
    public void Nothing_of_the_account_s_own_management_is_open_to_a_token() =>
        Endpoints().Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1/auth", StringComparison.Ordinal) && Declared(endpoint).Count > 0)
            .Select(endpoint => endpoint.RoutePattern.RawText).ShouldBe(["/api/v1/auth/me"]);

    [Fact]
    public async Task What_anybody_may_read_a_program_with_a_token_may_read_too()
    {
        using var program = Host.Program(await AlmightyAsync());
        foreach (var path in new[] { "/.well-known/jwks.json", "/health/live", "/health/ready", "/health/startup", "/metrics", "/openapi/v1.json" })
            (await program.StatusAsync(path)).ShouldBe(HttpStatusCode.OK, path);
    }

    [Fact]
    public async Task A_token_opens_no_live_connection()
    {
        await using var live = await LiveClient.OpenAsync(Host);
        await live.SayAsync($$$"""{"id":1,"connect":{"token":"{{{await AlmightyAsync()}}}"}}""");
        (await live.EndAsync()).ShouldBe(3500);
    }

    /// <summary>Everything that an administrator can give away.</summary>
    private async Task<string> AlmightyAsync()
    {
        using var admin = await Host.AdminAsync();
        var me = (await admin.GetFromJsonAsync<JsonObject>("/api/v1/auth/me"))!;
        string[] scopes = ["profile.read", .. me["permissions"]!.AsArray().Select(permission => (string)permission!)];
        return (await admin.CreateTokenAsync(scopes)).Text;
    }

    private IEnumerable<RouteEndpoint> Endpoints() => Host.Endpoints();

    private static IReadOnlyList<ApiTokenAccess> Declared(RouteEndpoint endpoint) => endpoint.Metadata.GetOrderedMetadata<ApiTokenAccess>();
}
