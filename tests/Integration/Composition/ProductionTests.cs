using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Npgsql;

namespace Monolith.Tests.Integration.Composition;

/// <summary>What is other in Production than where people develop.</summary>
public sealed class ProductionTests(ProductionTests.Production fixture) : IClassFixture<ProductionTests.Production>
{
    [Theory]
    [InlineData("/dev/mail")]
    [InlineData("/dev/mail/messages")]
    public async Task The_pages_of_development_are_absent(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, "https");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("GET", "/docs/index.html", HttpStatusCode.OK)]
    [InlineData("GET", "/api/v1/nothing-here", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/users", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "/api/v1/auth/login", HttpStatusCode.BadRequest)]
    public async Task Every_answer_keeps_browsers_to_https_for_a_year_with_all_subdomains(string method, string path, HttpStatusCode expected)
    {
        using var answer = await SendAsync(new(method), path, "https");
        answer.StatusCode.ShouldBe(expected);
        answer.Headers.GetValues("Strict-Transport-Security").ShouldBe(["max-age=31536000; includeSubDomains"]);
    }

    /// <summary>To send it on would hide from whoever wrote the program what travels in clear.</summary>
    [Theory]
    [InlineData("GET", "/api/v1/users")]
    [InlineData("GET", "/api/v1/auth/external/acme/callback?code=in-clear")]
    [InlineData("GET", "/api/v1/nothing-here")]
    [InlineData("GET", "/API/v1/users")]
    [InlineData("POST", "/api/v1/auth/login")]
    [InlineData("GET", "/connection/websocket")]
    [InlineData("GET", "/openapi/v1.json")]
    [InlineData("GET", "/.well-known/jwks.json")]
    [InlineData("POST", "/")]
    public async Task A_call_in_clear_is_refused_and_not_sent_on_where_nobody_would_notice_it(string method, string path)
    {
        using var answer = await SendAsync(new(method), path, "http");
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        ((string?)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]).ShouldBe("request.https_required");
        answer.Headers.Location.ShouldBeNull();
        answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse("RFC 6797, section 7.2");
    }

    [Fact]
    public async Task Credentials_that_came_in_clear_are_not_even_tried()
    {
        using var client = new HttpClient { BaseAddress = fixture.Host.Address };
        var before = await SessionsAsync();
        (await client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword)).Code.ShouldBe("request.https_required");
        (await SessionsAsync()).ShouldBe(before);
        (await client.PostAuthAsync(
            "login", new { email = MonolithHost.AdminEmail, password = MonolithHost.AdminPassword }, ("X-Forwarded-Proto", "https")))
            .Status.ShouldBe(HttpStatusCode.OK);
        (await SessionsAsync()).ShouldBe(before + 1);
    }

    [Theory]
    [InlineData("/", "https://monolith.test/")]
    [InlineData("/users?search=a%20b&page=2", "https://monolith.test/users?search=a%20b&page=2")]
    [InlineData("/docs/index.html", "https://monolith.test/docs/index.html")]
    [InlineData("//evil.test/%2e%2e/x%0d%0ay", "https://monolith.test//x%0D%0Ay")]
    public async Task A_page_that_is_asked_for_in_clear_is_sent_on_to_the_public_address(string path, string expected)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, "http", host: "evil.test");
        answer.StatusCode.ShouldBe(HttpStatusCode.PermanentRedirect);
        answer.Headers.Location!.OriginalString.ShouldBe(expected);
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/health/startup")]
    [InlineData("/metrics")]
    public async Task Probes_may_ask_the_node_itself_in_clear(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, "http");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<long> SessionsAsync()
    {
        await using var source = NpgsqlDataSource.Create(fixture.Host.ConnectionString);
        await using var count = source.CreateCommand("select count(*) from identity.mt_doc_session");
        return (long)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string scheme, string host = "monolith.test")
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        // As it is written, which an address relative to another is not.
        using var request = new HttpRequestMessage(
            method, new Uri($"{fixture.Host.Address.GetLeftPart(UriPartial.Authority)}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        request.Headers.Host = host;
        request.Headers.Add("X-Forwarded-Proto", scheme);
        if (method == HttpMethod.Post)
            request.Content = new StringContent("{", Encoding.UTF8, "application/json");
        return await client.SendAsync(request);
    }

    /// <summary>A host with all that Production asks for.</summary>
    public sealed class Production(Services services) : IAsyncLifetime
    {
        public MonolithHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Host = await MonolithHost.StartAsync(services, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Environment"] = "Production",
            ["Identity:Bcrypt:Cost"] = "12",
            ["ConnectionStrings:Redis"] = services.Redis,
            ["PublicUrl"] = "https://monolith.test",
            ["Mail:Smtp:Host"] = "smtp.monolith.test",
            ["Identity:KeyEncryptionKey"] = Convert.ToBase64String(new byte[32]),
            ["Identity:Passwords:Pepper"] = Convert.ToBase64String(new byte[32]),
        });

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
