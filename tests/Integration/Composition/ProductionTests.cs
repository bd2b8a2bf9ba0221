using System.Net;
using System.Text;
using Monolith.Tests.Integration.Fixture;

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

    [Fact]
    public async Task A_call_in_clear_is_answered_and_not_sent_on_where_nobody_would_notice_it()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/api/v1/users", "http");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse("RFC 6797, section 7.2");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string scheme)
    {
        using var client = fixture.Host.CreateClient();
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Host = "monolith.test";
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
