using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Monitoring;

public sealed class TraceTests(TracingHost fixture) : IClassFixture<TracingHost>
{
    [Fact]
    public async Task One_correlation_id_leads_from_the_request_over_the_messages_to_the_push()
    {
        var id = Traces.NewCorrelationId();
        await fixture.Host.RegisterAsync(correlationId: id);
        using var admin = await fixture.Host.AdminAsync();
        var trace = await admin.TraceAsync(id, entries =>
            entries.Has("request", "POST /api/v1/auth/register")
            && entries.Has("message", "identity.account-registered.v1")
            && entries.Has("message", "users.user-created.v1")
            && entries.Has("push", "users"));

        ((string)trace["correlationId"]!).ShouldBe(id);
        var entries = trace["entries"]!.AsArray();
        entries.Select(entry => (double)entry!["offsetMs"]!).ShouldBeInOrder();
        entries.ShouldAllBe(entry => (string)entry!["status"]! == "ok" && (double)entry["durationMs"]! >= 0);
        Module(entries, "POST /api/v1/auth/register").ShouldBe("identity");
        Module(entries, "identity.account-registered.v1").ShouldBe("users");
        Module(entries, "users.user-created.v1").ShouldBe("realtime");
        Module(entries, "users").ShouldBe("realtime");
        var request = entries.Single(entry => (string)entry!["kind"]! == "request")!;
        ((string)request["detail"]!["status"]!).ShouldBe("202");
    }

    [Fact]
    public async Task A_request_is_kept_with_route_and_user_and_without_its_query()
    {
        var id = Traces.NewCorrelationId();
        using var admin = await fixture.Host.AdminAsync();
        using (var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/users?q=somethingprivate&page=0"))
        {
            request.Headers.Add("X-Correlation-Id", id);
            using var answer = await admin.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        var trace = await admin.TraceAsync(id, entries => entries.Count > 0);
        trace.ToJsonString().ShouldNotContain("somethingprivate");
        var kept = (await ListAsync(admin, $"correlationId={id}"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)kept["method"]!, (string)kept["route"]!, (string)kept["path"]!, (int)kept["status"]!).ShouldBe(("GET", "/api/v1/users", "/api/v1/users", 400));
        var account = (await admin.GetFromJsonAsync<JsonObject>("/api/v1/auth/me"))!;
        ((string)kept["userId"]!).ShouldBe((string)account["id"]!);
    }

    [Fact]
    public async Task Requests_are_found_by_what_they_were()
    {
        var id = Traces.NewCorrelationId();
        using var admin = await fixture.Host.AdminAsync();
        foreach (var path in (string[])["/api/v1/users/me", $"/api/v1/users/{Guid.CreateVersion7()}", "/api/v1/nothing-here"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("X-Correlation-Id", id);
            using var answer = await admin.SendAsync(request);
        }

        await admin.TraceAsync(id, entries => entries.Count == 3);
        (await RoutesAsync(admin, $"correlationId={id}")).ShouldBe([null, "/api/v1/users/{id:guid}", "/api/v1/users/me"], "newest first");
        (await RoutesAsync(admin, $"correlationId={id}&status=404")).ShouldBe([null, "/api/v1/users/{id:guid}"]);
        (await RoutesAsync(admin, $"correlationId={id}&status=2xx")).ShouldBe(["/api/v1/users/me"]);
        (await RoutesAsync(admin, $"correlationId={id}&route=USERS")).ShouldBe(["/api/v1/users/{id:guid}", "/api/v1/users/me"]);
        (await RoutesAsync(admin, $"correlationId={id}&route=nothing")).ShouldBe([null]);
        (await RoutesAsync(admin, $"correlationId={id}&minDurationMs=60000")).ShouldBeEmpty();
        (await RoutesAsync(admin, $"correlationId={id}&from=2100-01-01T00:00:00Z")).ShouldBeEmpty();
        (await RoutesAsync(admin, $"correlationId={id}&to=2000-01-01T00:00:00%2B02:00")).ShouldBeEmpty();
        (await RoutesAsync(admin, $"correlationId={id}&userId={Guid.CreateVersion7()}")).ShouldBeEmpty();
        var page = await ListAsync(admin, $"correlationId={id}&page=2&pageSize=2");
        (page["items"]!.AsArray().Count, (int)page["total"]!).ShouldBe((1, 3));
    }

    [Theory]
    [InlineData("status=ok", "status")]
    [InlineData("minDurationMs=-1", "minDurationMs")]
    [InlineData("minDurationMs=slow", "minDurationMs")]
    [InlineData("userId=7", "userId")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    [InlineData("pageSize=1000", "pageSize")]
    public async Task A_bad_value_is_400_and_names_its_field(string query, string field)
    {
        using var admin = await fixture.Host.AdminAsync();
        using var answer = await admin.GetAsync($"/api/v1/monitoring/requests?{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["errors"]![field]!.AsArray().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("member", HttpStatusCode.Forbidden)]
    [InlineData("operator", HttpStatusCode.OK)]
    [InlineData("admin", HttpStatusCode.OK)]
    public async Task Each_role_sees_what_it_may(string? role, HttpStatusCode expected)
    {
        using var client = role is null ? fixture.Host.CreateClient() : await fixture.Host.WithRoleAsync(role);
        foreach (var path in (string[])["/api/v1/monitoring/requests", "/api/v1/monitoring/health"])
        {
            using var answer = await client.GetAsync(path);
            answer.StatusCode.ShouldBe(expected, path);
        }
    }

    [Fact]
    public async Task An_unknown_correlation_id_is_404()
    {
        using var admin = await fixture.Host.AdminAsync();
        using var answer = await admin.GetAsync($"/api/v1/monitoring/traces/{Traces.NewCorrelationId()}");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        ((string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]!).ShouldBe("monitoring.trace_not_found");
    }

    [Fact]
    public async Task Health_says_what_this_node_depends_on()
    {
        using var admin = await fixture.Host.AdminAsync();
        var health = (await admin.GetFromJsonAsync<JsonObject>("/api/v1/monitoring/health"))!;
        ((string)health["status"]!).ShouldBe("healthy");
        health["checks"]!.AsArray().Select(check => (string)check!["name"]!).ShouldContain("postgres");
    }

    private static async Task<string?[]> RoutesAsync(HttpClient client, string query) =>
        [.. (await ListAsync(client, query))["items"]!.AsArray().Select(item => (string?)item!["route"])];

    private static async Task<JsonObject> ListAsync(HttpClient client, string query) =>
        (await client.GetFromJsonAsync<JsonObject>($"/api/v1/monitoring/requests?{query}"))!;

    private static string? Module(JsonArray entries, string name) =>
        (string?)entries.First(entry => (string)entry!["name"]! == name)!["module"];
}
