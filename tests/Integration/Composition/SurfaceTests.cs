using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Composition;

/// <summary>What the host answers beside the modules: health, headers, the API document, the pages of Development.</summary>
public sealed class SurfaceTests(OneHost fixture, Services services) : IClassFixture<OneHost>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/health/startup")]
    public async Task Health_is_anonymous_and_terse(string path)
    {
        using var client = fixture.Host.CreateClient();
        (await client.GetStringAsync(path)).ShouldBe("Healthy");
    }

    [Fact]
    public async Task A_page_carries_the_security_headers_and_no_inline_code_is_allowed()
    {
        using var client = fixture.Host.CreateClient();
        using var answer = await client.GetAsync("/docs/index.html");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("object-src 'none'");
        policy.ShouldContain("base-uri 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        answer.Headers.GetValues("Cross-Origin-Opener-Policy").ShouldBe(["same-origin"]);
    }

    [Theory]
    [InlineData("/api/v1/nothing-here")]
    [InlineData("/openapi/v1.json")]
    public async Task Data_carries_the_security_headers_and_may_load_nothing_at_all(string path)
    {
        using var client = fixture.Host.CreateClient();
        using var answer = await client.GetAsync(path);
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; base-uri 'none'; frame-ancestors 'none'"]);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        answer.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["same-origin"]);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task A_problem_that_began_as_an_exception_carries_them_too()
    {
        using var client = fixture.Host.CreateClient();
        using var answer = await client.PostAsync("/api/v1/auth/register", new StringContent("{", Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; base-uri 'none'; frame-ancestors 'none'"]);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        answer.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["same-origin"]);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("X-Correlation-Id").Single().ShouldMatch(@"\A[0-9a-f]{32}\z");
    }

    [Fact]
    public async Task The_mailbox_of_development_may_load_its_style()
    {
        using var client = fixture.Host.CreateClient();
        using var answer = await client.GetAsync("/dev/mail");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("style-src 'self'");
    }

    [Fact]
    public async Task The_page_to_try_the_api_carries_no_inline_code()
    {
        using var client = fixture.Host.CreateClient();
        var page = await client.GetStringAsync("/docs/index.html");
        page.ShouldContain("swagger-ui-bundle.js");
        page.ShouldNotContain("<style");
        page.ShouldNotContain("<script>");
    }

    [Theory]
    [InlineData("/docs/index.html", "text/html")]
    [InlineData("/docs/swagger-ui.css", "text/css")]
    [InlineData("/docs/swagger-ui-bundle.js", "text/javascript")]
    [InlineData("/health/live", "text/plain")]
    [InlineData("/health/ready", "text/plain")]
    [InlineData("/health/startup", "text/plain")]
    [InlineData("/metrics", "text/plain")]
    public async Task Text_says_in_which_characters_it_is_written(string path, string mediaType)
    {
        using var client = fixture.Host.CreateClient();
        using var answer = await client.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentType?.CharSet).ShouldBe((mediaType, "utf-8"));
    }

    [Fact]
    public async Task Every_operation_is_described_with_a_summary_an_id_and_its_problems()
    {
        using var client = fixture.Host.CreateClient();
        var document = (await client.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject(), (path, method) => (Path: path.Key, Method: method.Key, Operation: method.Value!)).ToList();
        operations.ShouldNotBeEmpty();
        foreach (var (path, method, operation) in operations)
        {
            ((string?)operation["summary"]).ShouldNotBeNullOrEmpty($"{method} {path}");
            ((string?)operation["operationId"]).ShouldNotBeNullOrEmpty($"{method} {path}");
            operation["responses"]!.AsObject().ShouldContain(response => response.Key.StartsWith('4'), $"{method} {path}");
        }

        operations.Select(found => (string)found.Operation["operationId"]!).ShouldBeUnique();
    }

    [Fact]
    public async Task The_api_document_that_the_web_client_is_generated_from_is_current()
    {
        using var client = fixture.Host.CreateClient();
        var served = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"));
        var committed = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "web/src/api/openapi.json")));
        JsonNode.DeepEquals(served, committed).ShouldBeTrue("web/src/api/openapi.json differs from /openapi/v1.json: start the host and run 'npm run api' in web/.");
    }

    [Fact]
    public async Task Only_configured_origins_may_call_from_other_sites()
    {
        await using var host = await MonolithHost.StartAsync(services, new Dictionary<string, string?>(StringComparer.Ordinal) { ["Cors:Origins:0"] = "https://friend.test" });
        (await AllowedOriginAsync(host, "https://friend.test")).ShouldBe("https://friend.test");
        (await AllowedOriginAsync(host, "https://stranger.test")).ShouldBeNull();
    }

    [Fact]
    public async Task A_client_past_its_limit_gets_429_and_is_told_when_to_come_back()
    {
        await using var host = await MonolithHost.StartAsync(services, new Dictionary<string, string?>(StringComparer.Ordinal) { ["RateLimits:Credentials:Permits"] = "2" });
        using var client = host.CreateClient();
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var answer = await client.PostAsJsonAsync("/api/v1/auth/login", new { email = "nobody@people.test", password = "not the password" });
            statuses.Add(answer.StatusCode);
            answer.Headers.GetValues("RateLimit-Limit").ShouldBe(["2"]);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        }

        statuses.ShouldBe([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests]);
    }

    [Fact]
    public async Task Two_nodes_count_against_one_limit_through_redis()
    {
        var shared = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Postgres"] = await services.CreateMigratedDatabaseAsync(),
            ["ConnectionStrings:Redis"] = services.Redis,
            ["RateLimits:Credentials:Permits"] = "2",
        };
        await using var one = await MonolithHost.StartAsync(services, shared);
        await using var other = await MonolithHost.StartAsync(services, shared);
        // Other tests count in the same Redis, and they all come from here.
        var network = new IPAddress([0x20, 0x01, 0x0d, 0xb8, .. RandomNumberGenerator.GetBytes(12)]).ToString();
        (await SignInStatusAsync(one, network)).ShouldBe(HttpStatusCode.Unauthorized);
        (await SignInStatusAsync(other, network)).ShouldBe(HttpStatusCode.Unauthorized);
        (await SignInStatusAsync(one, network)).ShouldBe(HttpStatusCode.TooManyRequests);
        (await SignInStatusAsync(other, network)).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Two_busy_nodes_let_no_more_pass_than_one_limit_although_each_counts_ahead()
    {
        const int Permits = 400;
        var shared = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Postgres"] = await services.CreateMigratedDatabaseAsync(),
            ["ConnectionStrings:Redis"] = services.Redis,
            ["RateLimits:Reads:Permits"] = Permits.ToString(CultureInfo.InvariantCulture),
            // So long that nothing comes back while the test runs.
            ["RateLimits:Reads:PeriodSeconds"] = "100000",
        };
        await using var one = await MonolithHost.StartAsync(services, shared);
        await using var other = await MonolithHost.StartAsync(services, shared);
        // Signed in, so that nobody else counts as this client.
        using var ones = await one.AdminAsync();
        using var others = other.CreateClient();
        others.DefaultRequestHeaders.Authorization = ones.DefaultRequestHeaders.Authorization;
        var passed = 0;
        await Parallel.ForAsync(0, Permits * 2, async (i, cancellationToken) =>
        {
            using var answer = await (i % 2 == 0 ? ones : others).GetAsync("/api/v1/auth/me", cancellationToken);
            if (answer.StatusCode == HttpStatusCode.OK)
                Interlocked.Increment(ref passed);
        });
        // What a node had taken ahead when the limit was reached, and did not use within a second, is lost.
        passed.ShouldBeInRange(Permits - (2 * (Permits / 100)), Permits);
    }

    private static async Task<HttpStatusCode> SignInStatusAsync(MonolithHost host, string network)
    {
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", network);
        using var answer = await client.PostAsJsonAsync("/api/v1/auth/login", new { email = "nobody@people.test", password = "not the password" });
        return answer.StatusCode;
    }

    private static async Task<string?> AllowedOriginAsync(MonolithHost host, string origin)
    {
        using var client = host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/users");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "GET");
        using var answer = await client.SendAsync(request);
        return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null;
    }
}
