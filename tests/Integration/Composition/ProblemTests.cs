using System.Net;
using System.Net.Http.Json;
using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Composition;

public sealed class ProblemTests(OneHost fixture) : IClassFixture<OneHost>
{
    [Fact]
    public async Task An_unknown_api_path_is_a_problem_document_not_a_page()
    {
        var problem = await SendAsync(HttpMethod.Get, "/api/v1/nothing-here", HttpStatusCode.NotFound);
        ((string)problem["code"]!).ShouldBe("request.not_found");
        ((string)problem["instance"]!).ShouldBe("/api/v1/nothing-here");
    }

    [Fact]
    public async Task A_wrong_method_is_405() =>
        ((string)(await SendAsync(HttpMethod.Delete, "/api/v1/auth/register", HttpStatusCode.MethodNotAllowed))["code"]!).ShouldBe("request.method_not_allowed");

    [Fact]
    public async Task Malformed_json_is_400_and_says_so() =>
        ((string)(await SendAsync(HttpMethod.Post, "/api/v1/auth/login", HttpStatusCode.BadRequest, "{\"email\": "))["code"]!).ShouldBe("request.invalid");

    [Fact]
    public async Task A_value_of_the_wrong_type_names_its_field()
    {
        var problem = await SendAsync(HttpMethod.Post, "/api/v1/auth/login", HttpStatusCode.BadRequest, "{\"email\": 12, \"password\": \"x\"}");
        problem["errors"]!["email"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Every_broken_rule_is_named_with_its_field()
    {
        var problem = await SendAsync(HttpMethod.Post, "/api/v1/auth/register", HttpStatusCode.BadRequest, """{"email":"no address","password":"short"}""");
        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["email", "password", "displayName"], ignoreOrder: true);
    }

    [Fact]
    public async Task Another_media_type_is_415()
    {
        using var client = fixture.Host.CreateClient();
        using var answer = await client.PostAsync("/api/v1/auth/login", new StringContent("email=a", Encoding.UTF8, "application/x-www-form-urlencoded"));
        await ProblemAsync(answer, HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_body_over_one_mebibyte_is_413()
    {
        var body = $$"""{"email":"a@b.test","password":"{{new string('x', 1024 * 1024)}}"}""";
        await SendAsync(HttpMethod.Post, "/api/v1/auth/login", HttpStatusCode.RequestEntityTooLarge, body);
    }

    [Fact]
    public async Task Without_a_token_the_answer_is_401_with_a_challenge()
    {
        using var client = fixture.Host.CreateClient();
        using var answer = await client.GetAsync("/api/v1/users");
        await ProblemAsync(answer, HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ShouldContain(challenge => challenge.Scheme == "Bearer");
    }

    [Theory]
    [InlineData("order-66_A.b")]
    [InlineData("x")]
    public async Task A_well_formed_correlation_id_is_echoed(string id)
    {
        using var client = fixture.Host.CreateClient();
        client.DefaultRequestHeaders.Add("X-Correlation-Id", id);
        using var answer = await client.GetAsync("/api/v1/nothing-here");
        answer.Headers.GetValues("X-Correlation-Id").ShouldBe([id]);
        ((string)(await ProblemAsync(answer, HttpStatusCode.NotFound))["correlationId"]!).ShouldBe(id);
    }

    [Theory]
    [InlineData("has space")]
    [InlineData("<script>")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task Any_other_correlation_id_is_replaced(string id)
    {
        using var client = fixture.Host.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Correlation-Id", id);
        using var answer = await client.GetAsync("/health/live");
        answer.Headers.GetValues("X-Correlation-Id").Single().ShouldMatch(@"\A[0-9a-f]{32}\z");
    }

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, HttpStatusCode expected, string? json = null)
    {
        using var client = fixture.Host.CreateClient();
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, MediaTypeNames.Application.Json);
        // Else the connection may break while a body is sent that nobody reads.
        request.Headers.ExpectContinue = expected == HttpStatusCode.RequestEntityTooLarge;
        using var answer = await client.SendAsync(request);
        return await ProblemAsync(answer, expected);
    }

    private static async Task<JsonObject> ProblemAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        answer.StatusCode.ShouldBe(expected);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        ((int)problem["status"]!).ShouldBe((int)expected);
        problem.Select(member => member.Key).ShouldBeSubsetOf(["type", "title", "status", "detail", "instance", "code", "correlationId", "errors"]);
        ((string?)problem["code"]).ShouldNotBeNullOrEmpty();
        ((string?)problem["correlationId"]).ShouldBe(answer.Headers.GetValues("X-Correlation-Id").Single());
        return problem;
    }
}
