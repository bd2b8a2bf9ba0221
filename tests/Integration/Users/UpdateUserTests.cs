using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Monolith.Tests.Integration.Realtime;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Users;

/// <summary>Profiles are written by who may, in the version that was seen, and everybody who shows them hears of it.</summary>
public sealed class UpdateUserTests(OneHost fixture) : IClassFixture<OneHost>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task A_profile_is_written_whole_and_kept_in_its_normal_form()
    {
        var (admin, id) = await SomebodyAsync();
        using var signedIn = admin;
        var written = await admin.AskAsync(HttpMethod.Put, $"users/{id}", Full, (await admin.UserAsync(id)).Tag!);
        written.Status.ShouldBe(HttpStatusCode.OK);
        foreach (var json in new[] { written.Json!, (await admin.UserAsync(id)).Json! })
        {
            (Text(json, "displayName"), Text(json, "givenName"), Text(json, "familyName")).ShouldBe(("Countess", "Ada", "King"));
            (Text(json, "phone"), Text(json, "locale"), Text(json, "timeZone")).ShouldBe(("+442079460958", "en-GB", "Europe/London"));
        }

        written.Tag.ShouldBe((await admin.UserAsync(id)).Tag);
        var shorter = await admin.AskAsync(HttpMethod.Put, $"users/{id}", new { displayName = "Countess" }, written.Tag!);
        (Text(shorter.Json!, "phone"), Text(shorter.Json!, "givenName")).ShouldBe((null, null));
    }

    [Fact]
    public async Task A_merge_patch_changes_what_it_names_and_takes_away_what_is_null()
    {
        var (admin, id) = await SomebodyAsync();
        using var signedIn = admin;
        await admin.AskAsync(HttpMethod.Put, $"users/{id}", Full, "*");
        var patched = await PatchAsync(admin, $"users/{id}", """{"phone":null,"locale":"fr","roles":["admin"],"status":"deleted","email":"x@y.test"}""");
        patched.Status.ShouldBe(HttpStatusCode.OK);
        var json = (await admin.UserAsync(id)).Json!;
        (Text(json, "phone"), Text(json, "locale"), Text(json, "familyName")).ShouldBe((null, "fr", "King"));
        (Text(json, "status"), json["roles"]!.AsArray().Count).ShouldBe(("active", 1), "these have ways of their own");
    }

    [Fact]
    public async Task Nobody_writes_over_what_somebody_else_has_written_since()
    {
        var (admin, id) = await SomebodyAsync();
        using var signedIn = admin;
        var seen = (await admin.UserAsync(id)).Tag!;
        (await PatchAsync(admin, $"users/{id}", """{"givenName":"Ada"}""", seen)).Status.ShouldBe(HttpStatusCode.OK);

        (await PatchAsync(admin, $"users/{id}", """{"givenName":"Eve"}""", seen)).Code.ShouldBe("request.stale");
        (await admin.AskAsync(HttpMethod.Put, $"users/{id}", Full, seen)).Code.ShouldBe("request.stale");
        (await admin.AskAsync(HttpMethod.Put, $"users/{id}", Full)).Code.ShouldBe("request.precondition_required");
        (await PatchAsync(admin, $"users/{id}", "{}", tag: null)).Code.ShouldBe("request.precondition_required");
        Text((await admin.UserAsync(id)).Json!, "givenName").ShouldBe("Ada");
    }

    [Fact]
    public async Task Of_many_who_write_the_same_version_at_once_one_does()
    {
        var (admin, id) = await SomebodyAsync();
        using var signedIn = admin;
        var seen = (await admin.UserAsync(id)).Tag!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer =>
            admin.AskAsync(HttpMethod.Put, $"users/{id}", new { displayName = $"Writer {writer}" }, seen)));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(answer => answer.Status != HttpStatusCode.OK).ShouldAllBe(answer => answer.Code == "request.stale");
        (await HistoryAsync(admin, id)).Count(entry => Text(entry!["changes"]![0]!, "field") == "displayName").ShouldBe(1);
    }

    [Fact]
    public async Task Each_field_that_breaks_a_rule_is_named_and_nothing_is_written()
    {
        var (admin, id) = await SomebodyAsync();
        using var signedIn = admin;
        var seen = await admin.UserAsync(id);
        var refused = await admin.AskAsync(
            HttpMethod.Put, $"users/{id}", new { displayName = "", givenName = "a\nb", phone = "911", locale = "klingon!", timeZone = "Mars" }, seen.Tag!);
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Json!["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["displayName", "givenName", "phone", "locale", "timeZone"], ignoreOrder: true);
        var wrongType = await PatchAsync(admin, $"users/{id}", """{"phone":7}""");
        wrongType.Json!["errors"]!.AsObject().Single().Key.ShouldBe("phone");
        (await PatchAsync(admin, $"users/{id}", "[]")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await PatchAsync(admin, $"users/{id}", "{}", contentType: "application/json")).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await admin.UserAsync(id)).Tag.ShouldBe(seen.Tag);
    }

    [Fact]
    public async Task The_history_tells_who_changed_what_when_from_and_to()
    {
        var (admin, id) = await SomebodyAsync();
        using var signedIn = admin;
        var actor = await admin.OwnIdAsync();
        await PatchAsync(admin, $"users/{id}", """{"givenName":"Ada"}""");
        await PatchAsync(admin, $"users/{id}", """{"givenName":"Augusta","phone":"+442079460958"}""");
        await PatchAsync(admin, $"users/{id}", """{"givenName":"Augusta"}""");
        await Host.MakeAsync(admin, id, "suspend");
        await Host.GiveAsync(admin, id, "operator");

        var history = await HistoryAsync(admin, id);
        history.SelectMany(entry => entry!["changes"]!.AsArray()).Select(change => (Text(change!, "field"), Text(change!, "from"), Text(change!, "to"))).ShouldBe(
        [
            ("roles", "member", "operator"), ("status", "active", "suspended"), ("givenName", "Ada", "Augusta"), ("phone", null, "+442079460958"),
            ("givenName", null, "Ada"), ("status", "invited", "active"),
        ]);
        history.Select(entry => (Guid)entry!["actorId"]!).ShouldBe([actor, actor, actor, actor, id]);
        var first = (await admin.AskAsync(HttpMethod.Get, $"users/{id}/history?pageSize=2")).Json!;
        var second = (await admin.AskAsync(HttpMethod.Get, $"users/{id}/history?pageSize=3&after={Text(first, "next")}")).Json!;
        first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(entry => (Guid)entry!["id"]!)
            .ShouldBe(history.Select(entry => (Guid)entry!["id"]!));
        Text(second, "next").ShouldBeNull();
        (await admin.AskAsync(HttpMethod.Get, $"users/{Guid.CreateVersion7()}/history")).Code.ShouldBe("users.not_found");
    }

    [Fact]
    public async Task People_change_their_own_profile_and_nobody_elses()
    {
        var (_, client) = await Host.MemberAsync();
        using var signedIn = client;
        var own = await client.OwnIdAsync();
        using var admin = await Host.AdminAsync();
        (await PatchAsync(client, "users/me", """{"displayName":"Called Otherwise"}""")).Status.ShouldBe(HttpStatusCode.OK);
        Text((await client.AskAsync(HttpMethod.Get, "users/me")).Json!, "displayName").ShouldBe("Called Otherwise");
        (await PatchAsync(client, $"users/{own}", "{}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await client.AskAsync(HttpMethod.Put, $"users/{own}", Full, "*")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await client.AskAsync(HttpMethod.Get, $"users/{own}/history")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await PatchAsync(Host.CreateClient(), "users/me", "{}")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_new_name_reaches_the_pages_that_show_it_and_the_account()
    {
        var (person, client) = await Host.MemberAsync();
        using var signedIn = client;
        var id = await client.OwnIdAsync();
        using var admin = await Host.AdminAsync();
        await using var watcher = await LiveClient.ConnectAsync(Host, admin);
        await watcher.SubscribeAsync("users");

        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
            (await PatchAsync(client, "users/me", """{"displayName":"Called Otherwise","phone":"+442079460958"}""")).Status.ShouldBe(HttpStatusCode.OK));

        var told = await watcher.PublicationAsync(data => data.GetProperty("type").GetString() == "users.user-updated.v1");
        told.GetProperty("data").GetProperty("displayName").GetString().ShouldBe("Called Otherwise");
        told.GetRawText().ShouldNotContain("442079460958", Case.Sensitive, "a number is nobody's business who does not ask for it");
        told.GetProperty("data").GetProperty("userId").GetGuid().ShouldBe(id);
        Text((await client.GetAuthAsync("me")).Json, "displayName").ShouldBe("Called Otherwise");
        person.DisplayName.ShouldNotBe("Called Otherwise");
    }

    [Fact]
    public async Task Whoever_is_deleted_is_not_edited()
    {
        var (admin, id) = await SomebodyAsync();
        using var signedIn = admin;
        await Host.MakeAsync(admin, id, "delete");
        (await PatchAsync(admin, $"users/{id}", """{"givenName":"Ada"}""")).Code.ShouldBe("users.deleted");
        (await PatchAsync(admin, $"users/{Guid.CreateVersion7()}", "{}")).Code.ShouldBe("users.not_found");
    }

    private static object Full { get; } = new
    {
        displayName = " Countess ",
        givenName = "Ada",
        familyName = "King",
        phone = "+44 20 7946 0958",
        locale = "en-gb",
        timeZone = "Europe/London",
    };

    private static string? Text(JsonNode json, string field) => (string?)json[field];

    private static async Task<JsonArray> HistoryAsync(HttpClient admin, Guid id) =>
        (await admin.AskAsync(HttpMethod.Get, $"users/{id}/history")).Json!["items"]!.AsArray();

    /// <param name="tag">Goes into <c>If-Match</c>; null does not.</param>
    private static async Task<RoleAnswer> PatchAsync(
        HttpClient client, string path, string patch, string? tag = "*", string contentType = "application/merge-patch+json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/{path}") { Content = new StringContent(patch, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new(answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), answer.Headers.ETag?.ToString());
    }

    private async Task<(HttpClient Admin, Guid Id)> SomebodyAsync()
    {
        var admin = await Host.AdminAsync();
        var (_, client) = await Host.MemberAsync();
        using (client)
            return (admin, await client.OwnIdAsync());
    }
}
