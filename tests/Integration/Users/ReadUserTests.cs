using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Npgsql;

namespace Monolith.Tests.Integration.Users;

public sealed class ReadUserTests(OneHost fixture) : IClassFixture<OneHost>
{
    [Fact]
    public async Task Who_confirmed_the_address_has_an_active_profile_of_the_accounts_id()
    {
        var (person, client) = await fixture.Host.MemberAsync();
        using (client)
        {
            var account = (await client.GetFromJsonAsync<JsonObject>("/api/v1/auth/me"))!;
            var profile = (await client.GetFromJsonAsync<JsonObject>("/api/v1/users/me"))!;
            ((string)profile["id"]!).ShouldBe((string)account["id"]!);
            ((string)profile["email"]!, (string)profile["displayName"]!, (string)profile["status"]!).ShouldBe((person.Email, person.DisplayName, "active"));
            profile["roles"]!.AsArray().Select(role => (string)role!).ShouldBe(["member"]);
            ((long)profile["version"]!).ShouldBe(2);
            profile.Select(field => field.Key).ShouldBe([
                "id", "email", "displayName", "givenName", "familyName", "phone", "locale", "timeZone", "avatarUrl",
                "status", "roles", "createdAt", "updatedAt", "lastSeenAt", "version"]);
        }
    }

    [Theory]
    [InlineData(null, "/api/v1/users", HttpStatusCode.Unauthorized)]
    [InlineData(null, "/api/v1/users/me", HttpStatusCode.Unauthorized)]
    [InlineData("member", "/api/v1/users", HttpStatusCode.Forbidden)]
    [InlineData("member", "/api/v1/users/me", HttpStatusCode.OK)]
    [InlineData("operator", "/api/v1/users", HttpStatusCode.Forbidden)]
    [InlineData("operator", "/api/v1/users/me", HttpStatusCode.OK)]
    [InlineData("admin", "/api/v1/users", HttpStatusCode.OK)]
    [InlineData("admin", "/api/v1/users/me", HttpStatusCode.OK)]
    public async Task Each_role_sees_what_it_may(string? role, string path, HttpStatusCode expected)
    {
        using var client = role is null ? fixture.Host.CreateClient() : await fixture.Host.WithRoleAsync(role);
        using var answer = await client.GetAsync(path);
        answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task A_member_may_not_read_anybody_not_even_whether_there_is_one()
    {
        var (_, client) = await fixture.Host.MemberAsync();
        using (client)
        {
            using var answer = await client.GetAsync($"/api/v1/users/{Guid.CreateVersion7()}");
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task An_unknown_person_is_404()
    {
        using var admin = await fixture.Host.AdminAsync();
        using var answer = await admin.GetAsync($"/api/v1/users/{Guid.CreateVersion7()}");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        ((string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]!).ShouldBe("users.not_found");
        using var malformed = await admin.GetAsync("/api/v1/users/7");
        malformed.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whose_profile_is_not_provisioned_yet_gets_404_until_it_is()
    {
        var (person, client) = await fixture.Host.MemberAsync();
        using (client)
        {
            await using (var source = NpgsqlDataSource.Create(fixture.Host.ConnectionString))
            {
                await using var remove = source.CreateCommand("delete from users.mt_doc_user where email = $1");
                remove.Parameters.Add(new() { Value = person.Email });
                (await remove.ExecuteNonQueryAsync()).ShouldBe(1);
            }

            using var answer = await client.GetAsync("/api/v1/users/me");
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            ((string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]!).ShouldBe("users.not_found");
        }
    }

    [Fact]
    public async Task Who_knows_the_version_gets_304_until_it_changes()
    {
        var person = await fixture.Host.RegisterAsync();
        using var admin = await fixture.Host.AdminAsync();
        var id = (string)(await admin.GetFromJsonAsync<JsonObject>($"/api/v1/users?q={person.Email}"))!["items"]![0]!["id"]!;

        using var first = await admin.GetAsync($"/api/v1/users/{id}");
        first.Headers.ETag.ShouldBe(new EntityTagHeaderValue("\"1\""));
        using (var known = await GetAsync(admin, id, first.Headers.ETag!))
        {
            known.StatusCode.ShouldBe(HttpStatusCode.NotModified);
            (await known.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }

        await fixture.Host.VerifyAsync(person.Email);
        using var changed = await GetAsync(admin, id, first.Headers.ETag!);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        changed.Headers.ETag.ShouldBe(new EntityTagHeaderValue("\"2\""));
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string id, EntityTagHeaderValue known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/users/{id}");
        request.Headers.IfNoneMatch.Add(known);
        return await client.SendAsync(request);
    }
}
