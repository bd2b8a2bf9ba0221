using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Monolith.Tests.Integration.Monitoring;

namespace Monolith.Tests.Integration.Users;

/// <summary>People leave the directory as files that come back as they were.</summary>
public sealed class ExportTests(OneHost fixture) : IClassFixture<OneHost>
{
    /// <summary>By which the people of this test are found.</summary>
    private readonly string mark = $"m{Guid.CreateVersion7():N}";

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task People_are_a_CSV_file_in_which_nothing_is_a_formula()
    {
        using var admin = await Host.AdminAsync();
        await InviteAsync(admin, "ada", new { displayName = "=1+1, \"Ada\"", phone = "+442079460958", locale = "en-GB" });
        using var answer = await admin.GetAsync($"/api/v1/users/export?q={mark}");

        (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()).ShouldBe((HttpStatusCode.OK, "text/csv; charset=utf-8; header=present"));
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Content.Headers.ContentDisposition.FileName!.ShouldMatch(@"^users-\d{4}-\d\d-\d\d\.csv$");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n");
        lines[0].ShouldBe("id,email,displayName,givenName,familyName,phone,locale,timeZone,status,roles,createdAt,updatedAt,lastSeenAt");
        lines[1].ShouldContain($",ada.{mark}@people.test,\"'=1+1, \"\"Ada\"\"\",,,'+442079460958,en-GB,,invited,member,");
        lines[2..].ShouldBe([""]);
    }

    [Theory]
    [InlineData("format=ndjson", "text/csv")]
    [InlineData("", "application/x-ndjson")]
    public async Task Or_an_object_a_line_when_that_is_asked_for(string query, string accept)
    {
        using var admin = await Host.AdminAsync();
        await InviteAsync(admin, "ada", new { displayName = "Ada" });
        await InviteAsync(admin, "grace", new { displayName = "Grace" });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/users/export?q={mark}&{query}");
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        using var answer = await admin.SendAsync(request);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
        var people = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToArray();
        people.Select(person => (string)person["displayName"]!).ShouldBe(["Ada", "Grace"]);
        people[0].ToJsonString().ShouldBe((await admin.UserAsync((Guid)people[0]["id"]!)).Json!.ToJsonString());
    }

    [Fact]
    public async Task The_filters_of_the_list_hold_and_bad_ones_are_named()
    {
        using var admin = await Host.AdminAsync();
        var id = await InviteAsync(admin, "ada", new { displayName = "Ada" });
        await InviteAsync(admin, "grace", new { displayName = "Grace" });
        await Host.MakeAsync(admin, id, "delete");
        (await EmailsAsync(admin, $"q={mark}")).ShouldBe([$"grace.{mark}@people.test"]);
        (await EmailsAsync(admin, $"q={mark}&status=deleted")).ShouldBe([$"ada.{mark}@people.test"]);
        (await EmailsAsync(admin, $"q={mark}&role=nobody")).ShouldBeEmpty();
        (await EmailsAsync(admin, $"q={mark}&createdFrom=2100-01-01T00:00:00Z")).ShouldBeEmpty();
        foreach (var (query, field) in new[] { ("format=xlsx", "format"), ("status=asleep", "status"), ("createdFrom=2100-01-01T00:00:00Z&createdTo=2000-01-01T00:00:00Z", "createdFrom") })
        {
            var refused = await admin.AskAsync(HttpMethod.Get, $"users/export?{query}");
            (refused.Status, refused.Json!["errors"]!.AsObject().Single().Key).ShouldBe((HttpStatusCode.BadRequest, field));
        }
    }

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("ndjson", "application/x-ndjson")]
    public async Task What_was_exported_is_imported_without_a_change(string format, string type)
    {
        using var admin = await Host.AdminAsync();
        await InviteAsync(admin, "ada", new { displayName = "=cmd|' /C calc'!A0", givenName = "'@Ada", familyName = "a;b\"c", phone = "+442079460958", timeZone = "Europe/Paris" });
        await InviteAsync(admin, "zoe", new { displayName = "Zoë ﬁ 漢字 🙂" });
        var file = await admin.GetStringAsync($"/api/v1/users/export?q={mark}&format={format}");
        var import = await Host.ImportAsync(admin, file, type: type);
        import.Counts().ShouldBe("completed: 0 created, 0 updated, 2 unchanged, 0 failed of 2");
    }

    [Fact]
    public async Task The_audit_trail_has_who_exported()
    {
        using var admin = await Host.AdminAsync();
        var correlationId = $"export-{Guid.CreateVersion7():N}";
        admin.DefaultRequestHeaders.Add("X-Correlation-Id", correlationId);
        await Host.TrackedAsync(async () => await admin.GetStringAsync($"/api/v1/users/export?q={mark}"));
        var entry = (await Host.AuditAsync(correlationId)).ShouldHaveSingleItem();
        ((string)entry["Kind"]!, (string)entry["Detail"]!, (Guid)entry["ActorId"]!).ShouldBe(("users-exported", "csv", await admin.OwnIdAsync()));
    }

    [Fact]
    public async Task Only_who_may_read_people_exports_them()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        using var anybody = Host.CreateClient();
        (await member.AskAsync(HttpMethod.Get, "users/export")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await anybody.AskAsync(HttpMethod.Get, "users/export")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<Guid> InviteAsync(HttpClient admin, string name, object profile)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToNode(profile)!.AsObject();
        body["email"] = $"{name}.{mark}@people.test";
        JsonNode? invited = null;
        await Host.TrackedAsync(async () => invited = (await admin.AskAsync(HttpMethod.Post, "users", body)).Json);
        return (Guid)invited!["id"]!;
    }

    private static async Task<string[]> EmailsAsync(HttpClient admin, string query) =>
        [.. (await admin.GetStringAsync($"/api/v1/users/export?{query}")).Split("\r\n")[1..^1].Select(line => line.Split(',')[1])];
}
