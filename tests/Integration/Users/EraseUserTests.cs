using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Monolith.Tests.Integration.Monitoring;
using Monolith.Tests.Integration.Realtime;
using Npgsql;

namespace Monolith.Tests.Integration.Users;

/// <summary>Erasing somebody for good, as whoever looks for them afterwards finds it.</summary>
public sealed class EraseUserTests(FreshHost fixture) : IClassFixture<FreshHost>
{
    private MonolithHost Host => fixture.Host;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_erased_person_is_nowhere(bool wasDeleted)
    {
        using var admin = await Host.AdminAsync();
        var name = $"Zoe{Guid.CreateVersion7():N}";
        var id = await NewMemberAsync(name);
        if (wasDeleted)
            await Host.MakeAsync(admin, id, "delete");
        var before = await TotalAsync(admin, wasDeleted ? "status=deleted" : "pageSize=1");

        await Host.EraseAsync(admin, id);

        (await TotalAsync(admin, wasDeleted ? "status=deleted" : "pageSize=1")).ShouldBe(before - 1);
        foreach (var query in new[] { $"q={name}", $"q={name[..20]}x", $"q={id:N}", "q=erased", "q=erased.invalid", "status=deleted&q=Zoe", $"q={name}&after=", $"status=deleted&q={name}&after=" })
            (await IdsAsync(admin, query)).ShouldNotContain(id, query);
        (await AllByCursorAsync(admin, string.Empty)).ShouldNotContain(id);
        (await AllByCursorAsync(admin, "status=deleted&")).ShouldNotContain(id);
        var refused = await admin.AskAsync(HttpMethod.Get, "users?status=erased");
        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.BadRequest, "request.invalid"));

        var body = new { displayName = "Zoe" };
        RoleAnswer[] answers =
        [
            await admin.UserAsync(id),
            await admin.AskAsync(HttpMethod.Get, $"users/{id}/history"),
            await admin.AskAsync(HttpMethod.Get, $"users/{id}/data"),
            await admin.AskAsync(HttpMethod.Put, $"users/{id}", body, "*"),
            await admin.AskAsync(HttpMethod.Delete, $"users/{id}", tag: "*"),
            await admin.AskAsync(HttpMethod.Post, $"users/{id}/invitation"),
            .. await Task.WhenAll(new[] { "suspend", "reactivate", "restore" }.Select(change => admin.ChangeStatusAsync(id, change))),
        ];
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.NotFound && answer.Code == "users.not_found");
        (await admin.RolesOfAsync(id)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await admin.AssignAsync(id, "*", "member")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_is_erased_is_out_at_once_and_no_way_leads_back_in()
    {
        using var admin = await Host.AdminAsync();
        var (person, client) = await Host.MemberAsync();
        using var signedIn = client;
        var id = await client.OwnIdAsync();
        var login = await client.LoginAsync(person.Email, People.Password);
        using var program = Host.Program((await client.CreateTokenAsync("profile.read")).Text);
        await using var live = await LiveClient.ConnectAsync(Host, login.AccessToken);

        (await admin.EraseAsync(id)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await live.EndAsync()).ShouldBe(3500);
        await client.UntilRefusedAsync(login.AccessToken);
        (await client.RefreshAsync(login.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
        (await client.LoginAsync(person.Email, People.Password)).Code.ShouldBe("identity.invalid_credentials");
        await program.UntilAsync("/api/v1/auth/me", HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_address_is_free_and_whoever_takes_it_has_nothing_of_the_person_before(bool invited)
    {
        using var admin = await Host.AdminAsync();
        var (person, client) = await Host.MemberAsync();
        client.Dispose();
        var id = (await IdsAsync(admin, $"q={Uri.EscapeDataString(person.Email)}")).Single();
        await PatchAsync(admin, id, """{"phone": "+33142278186", "givenName": "Augusta"}""");
        await Host.GiveAsync(admin, id, "operator");
        await Host.EraseAsync(admin, id);

        Guid anew;
        if (invited)
        {
            anew = await Host.InviteAsync(admin, person.Email);
            (await Host.AcceptAsync(await Host.LinkTokenAsync(person.Email))).Status.ShouldBe(HttpStatusCode.NoContent);
        }
        else
        {
            await Host.RegisterAsync(person.Email, "Somebody Else");
            await Host.VerifyAsync(person.Email);
            anew = (await IdsAsync(admin, $"q={Uri.EscapeDataString(person.Email)}")).Single();
        }

        anew.ShouldNotBe(id);
        using var other = await Host.SignInAsync(person.Email, invited ? Invitations.Password : People.Password);
        var profile = (await other.AskAsync(HttpMethod.Get, "users/me")).Json!;
        ((Guid)profile["id"]!, (string?)profile["phone"], (string?)profile["givenName"]).ShouldBe((anew, null, null));
        profile["roles"]!.AsArray().Select(role => (string)role!).ShouldBe(["member"]);
        (await other.ListTokensAsync()).ShouldBeEmpty();
        var history = (await admin.AskAsync(HttpMethod.Get, $"users/{anew}/history")).Json!.ToJsonString();
        history.ShouldNotContain("Augusta");
        (await admin.UserAsync(id)).Code.ShouldBe("users.not_found");
    }

    [Fact]
    public async Task It_needs_the_version_that_was_seen_and_is_done_once_however_often_it_is_asked_for()
    {
        using var admin = await Host.AdminAsync();
        var id = await NewMemberAsync("Ada Lovelace");
        var seen = await admin.UserAsync(id);

        (await admin.EraseAsync(id, string.Empty)).Code.ShouldBe("request.precondition_required");
        (await admin.EraseAsync(id, "\"999\"")).Code.ShouldBe("request.stale");
        (await admin.StatusOfAsync(id)).ShouldBe("active");
        (await admin.EraseAsync(id, seen.Tag!)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await admin.EraseAsync(id, seen.Tag!)).Status.ShouldBe(HttpStatusCode.NoContent, "it is so already");
        (await admin.EraseAsync(Guid.CreateVersion7())).Code.ShouldBe("users.not_found");
    }

    [Fact]
    public async Task Only_who_may_delete_people_erases_them_and_nobody_who_may_do_more_than_he()
    {
        using var admin = await Host.AdminAsync();
        var clerk = await admin.NewRoleAsync("users.read", "users.write");
        var head = await admin.NewRoleAsync("users.read", "users.delete");
        var (_, _, clerks) = await Host.PersonAsync(admin, clerk);
        var (_, _, heads) = await Host.PersonAsync(admin, head);
        using var first = clerks;
        using var second = heads;
        using var anybody = Host.CreateClient();
        var member = await NewMemberAsync("Ada Lovelace");
        var (_, chief, client) = await Host.PersonAsync(admin, "admin");
        client.Dispose();

        (await anybody.EraseAsync(member)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await first.EraseAsync(member)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await second.EraseAsync(chief)).Code.ShouldBe("identity.beyond_own_permissions");
        (await admin.StatusOfAsync(chief)).ShouldBe("active");
        (await second.EraseAsync(member)).Status.ShouldBe(HttpStatusCode.NoContent);
        await Host.EraseAsync(admin, chief);
    }

    [Fact]
    public async Task The_last_administrator_stays_and_one_of_two_can_go()
    {
        using var admin = await Host.AdminAsync();
        var own = await admin.OwnIdAsync();
        var refused = await admin.EraseAsync(own);
        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.Conflict, "identity.last_admin"));
        (await admin.StatusOfAsync(own)).ShouldBe("active");

        var (_, second, client) = await Host.PersonAsync(admin, "admin");
        client.Dispose();
        await Host.EraseAsync(admin, second);
        (await admin.EraseAsync(own)).Code.ShouldBe("identity.last_admin", "the other one is gone");
    }

    [Fact]
    public async Task Whoever_has_the_directory_open_sees_the_person_go()
    {
        using var admin = await Host.AdminAsync();
        var id = await NewMemberAsync("Ada Lovelace");
        await using var live = await LiveClient.ConnectAsync(Host, admin);
        (await live.SubscribeAsync("users")).ShouldBe(0);
        (await admin.EraseAsync(id)).Status.ShouldBe(HttpStatusCode.NoContent);
        var seen = (await live.PublicationAsync(data => data.GetProperty("type").GetString() == "users.user-erased.v1")).GetProperty("data");
        seen.GetProperty("userId").GetGuid().ShouldBe(id);
        seen.EnumerateObject().Select(field => field.Name).ShouldBe(["userId", "erasedAt"]);
    }

    [Fact]
    public async Task The_audit_trail_keeps_what_happened_and_forgets_from_where()
    {
        using var admin = await Host.AdminAsync();
        var own = await admin.OwnIdAsync();
        var correlationId = Traces.NewCorrelationId();
        var (person, id, client) = await Host.PersonAsync(admin, "member");
        client.Dispose();
        using var watched = Host.CreateClient();
        watched.DefaultRequestHeaders.Add("X-Correlation-Id", correlationId);
        await Host.TrackedAsync(async () =>
        {
            await watched.LoginAsync(person.Email, People.Password);
            await watched.LoginAsync(person.Email, "a sentence that is not the one");
        });
        admin.DefaultRequestHeaders.Add("X-Correlation-Id", correlationId);
        await Host.MakeAsync(admin, id, "suspend");
        var before = await Host.AuditAsync(correlationId);
        before.ShouldAllBe(entry => (string?)entry["Origin"]!["Ip"] == "127.0.0.1");

        await Host.EraseAsync(admin, id);

        var after = await Host.AuditAsync(correlationId);
        after.Select(entry => ((string)entry["Kind"]!, (Guid?)entry["AccountId"], (Guid?)entry["ActorId"], (string?)entry["Origin"]!["Ip"])).ShouldBe(
        [
            ("signed-in", id, id, null), ("sign-in-failed", id, null, null),
            ("account-suspended", id, own, "127.0.0.1"), ("account-erased", id, own, "127.0.0.1"),
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task The_history_keeps_who_changed_what_and_when_and_not_from_what_to_what()
    {
        using var admin = await Host.AdminAsync();
        var own = await admin.OwnIdAsync();
        var id = await NewMemberAsync("Ada Lovelace");
        await PatchAsync(admin, id, """{"givenName": "Augusta", "phone": "+33142278186"}""");
        var before = (await admin.AskAsync(HttpMethod.Get, $"users/{id}/history")).Json!["items"]!.AsArray();

        await Host.EraseAsync(admin, id);

        var after = await HistoryInDatabaseAsync(id);
        after.Count.ShouldBe(before.Count + 1);
        var (last, rest) = (after[^1], after[..^1]);
        ((Guid)last["ActorId"]!, last["Changes"]!.ToJsonString()).ShouldBe((own, """[{"To":"erased","From":"active","Field":"status"}]"""));
        rest.Select(entry => (Guid)entry["Id"]!).ShouldBe(before.Select(entry => (Guid)entry!["id"]!), ignoreOrder: true);
        rest.SelectMany(entry => entry["Changes"]!.AsArray()).ShouldAllBe(change => change!["From"] == null && change["To"] == null);
        rest[^1]["Changes"]!.AsArray().Select(change => (string)change!["Field"]!).ShouldBe(["givenName", "phone"]);
        ((Guid)rest[^1]["ActorId"]!).ShouldBe(own);
    }

    private async Task<List<JsonObject>> HistoryInDatabaseAsync(Guid id)
    {
        await using var source = NpgsqlDataSource.Create(Host.ConnectionString);
        await using var select = source.CreateCommand("select data::text from users.mt_doc_userhistoryentry where user_id = $1 order by at, id");
        select.Parameters.Add(new() { Value = id });
        await using var rows = await select.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<JsonObject> entries = [];
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            entries.Add(JsonNode.Parse(rows.GetString(0))!.AsObject());
        return entries;
    }

    private async Task<Guid> NewMemberAsync(string name)
    {
        var person = await Host.RegisterAsync(displayName: name);
        await Host.VerifyAsync(person.Email);
        using var client = await Host.SignInAsync(person.Email, People.Password);
        return await client.OwnIdAsync();
    }

    private static async Task PatchAsync(HttpClient admin, Guid id, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/users/{id}")
        {
            Content = new StringContent(json, new System.Net.Http.Headers.MediaTypeHeaderValue("application/merge-patch+json")),
        };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var answer = await admin.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<int> TotalAsync(HttpClient client, string query) =>
        (int)(await client.AskAsync(HttpMethod.Get, $"users?{query}")).Json!["total"]!;

    private static async Task<IReadOnlyList<Guid>> IdsAsync(HttpClient client, string query) =>
        [.. (await client.AskAsync(HttpMethod.Get, $"users?{query}")).Json!["items"]!.AsArray().Select(item => (Guid)item!["id"]!)];

    private static async Task<IReadOnlyList<Guid>> AllByCursorAsync(HttpClient client, string filter)
    {
        List<Guid> ids = [];
        string? after = string.Empty;
        while (after is not null)
        {
            var page = (await client.GetFromJsonAsync<JsonObject>($"/api/v1/users?{filter}pageSize=100&after={after}"))!;
            ids.AddRange(page["items"]!.AsArray().Select(item => (Guid)item!["id"]!));
            after = (string?)page["next"];
        }

        return ids;
    }
}
