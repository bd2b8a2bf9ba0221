using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Monitoring;

public sealed class MetricsTests(OneHost fixture, Services services) : IClassFixture<OneHost>
{
    private const string Token = "scrape-me-with-this-token";

    [Fact]
    public async Task The_hosts_own_numbers_are_there()
    {
        await fixture.Host.RegisterAsync();
        using var client = fixture.Host.CreateClient();
        using var answer = await client.GetAsync("/metrics");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        var text = await answer.Content.ReadAsStringAsync();
        foreach (var line in (string[])
            [
                "# TYPE http_server_request_duration_seconds histogram",
                "# TYPE kestrel_active_connections gauge",
                "# TYPE dotnet_gc_collections_total counter",
                "# TYPE db_client_operation_duration_seconds histogram",
                "# TYPE monolith_traces_dropped_total counter",
            ])
        {
            text.ShouldContain(line);
        }

        text.Split('\n').ShouldContain(line =>
            line.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal)
            && line.Contains("http_route=\"/api/v1/auth/register\"", StringComparison.Ordinal)
            && line.Contains("http_response_status_code=\"202\"", StringComparison.Ordinal));
        // Names of messages and routes may have the word; what follows it may not be there.
        foreach (var secret in (string[])[People.Password, MonolithHost.AdminPassword, MonolithHost.AdminEmail, "@people.test", "Password="])
            text.ShouldNotContain(secret, Case.Insensitive);
    }

    [Fact]
    public async Task A_scraper_that_prefers_open_metrics_gets_them()
    {
        using var client = fixture.Host.CreateClient();
        client.DefaultRequestHeaders.Accept.ParseAdd("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1");
        using var answer = await client.GetAsync("/metrics");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
        (await answer.Content.ReadAsStringAsync()).ShouldEndWith("# EOF\n");
    }

    [Fact]
    public async Task Only_configured_networks_and_the_token_open_them()
    {
        await using var host = await MonolithHost.StartAsync(services, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Monitoring:Metrics:Networks:0"] = "192.0.2.0/24",
            ["Monitoring:Metrics:Token"] = Token,
        });
        using var client = host.CreateClient();
        using (var refused = await client.GetAsync("/metrics"))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            ((string)(await refused.Content.ReadFromJsonAsync<JsonObject>())!["code"]!).ShouldBe("monitoring.metrics_forbidden");
        }

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "some other token");
        using (var wrong = await client.GetAsync("/metrics"))
            wrong.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var opened = await client.GetAsync("/metrics");
        opened.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
