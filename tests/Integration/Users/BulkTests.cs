using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Monolith.Tests.Integration.Monitoring;

namespace Monolith.Tests.Integration.Users;

/// <summary>The same done with many people: each for himself.</summary>
public sealed class BulkTests(FreshHost fixture) : IClassFixture<FreshHost>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task Each_person_is_answered_in_the_order_of_the_request_and_what_was_so_already_is_said()
    {
        using var admin = await Host.AdminAsync();
        Guid[] people = [await MemberAsync(), await MemberAsync(), await MemberAsync()];
        await Host.MakeAsync(admin, people[1], "suspend");

        var suspended = await ActAsync(admin, "suspend", people);
        suspended.ShouldBe([(people[0], "done", null), (people[1], "unchanged", null), (people[2], "done", null)]);
        foreach (var person in people)
            (await admin.StatusOfAsync(person)).ShouldBe("suspended");

        (await ActAsync(admin, "reactivate", people)).ShouldAllBe(result => result.Status == "done");
        (await ActAsync(admin, "delete", people)).ShouldAllBe(result => result.Status == "done");
        (await ActAsync(admin, "restore", people)).ShouldAllBe(result => result.Status == "done");
        foreach (var person in people)
            (await admin.StatusOfAsync(person)).ShouldBe("active", "as before");
    }

    [Fact]
    public async Task What_one_person_is_refused_stops_nobody_else()
    {
        using var admin = await Host.AdminAsync();
        var own = await admin.OwnIdAsync();
        var invited = await Host.InviteAsync(admin, People.NewEmail());
        var nobody = Guid.CreateVersion7();
        var member = await MemberAsync();

        (await ActAsync(admin, "suspend", own, invited, nobody, member)).ShouldBe(
        [
            (own, "failed", "identity.last_admin"),
            (invited, "failed", "users.not_confirmed"),
            (nobody, "failed", "users.not_found"),
            (member, "done", null),
        ]);
        (await admin.StatusOfAsync(own)).ShouldBe("active");
        (await admin.StatusOfAsync(member)).ShouldBe("suspended");
    }

    [Fact]
    public async Task A_refusal_says_why_as_the_call_for_one_person_does()
    {
        using var admin = await Host.AdminAsync();
        var own = await admin.OwnIdAsync();
        var alone = await admin.ChangeStatusAsync(own, "suspend");
        var (_, json) = await PostAsync(admin, new { ids = new[] { own }, action = "suspend" });
        var result = json["results"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)result["code"], (string?)result["detail"]).ShouldBe((alone.Code, (string?)alone.Json!["detail"]));
    }

    [Fact]
    public async Task Those_who_have_not_answered_get_the_link_again_and_nobody_else_does()
    {
        using var admin = await Host.AdminAsync();
        var (first, second) = (People.NewEmail(), People.NewEmail());
        Guid[] invited = [await Host.InviteAsync(admin, first), await Host.InviteAsync(admin, second)];
        var member = await MemberAsync();

        (await ActAsync(admin, "sendInvitation", invited[0], member, invited[1])).ShouldBe(
            [(invited[0], "done", null), (member, "failed", "users.not_invited"), (invited[1], "done", null)]);
        (await Host.MailsAsync(first)).ShouldBe(["You are invited", "You are invited"]);
        (await Host.MailsAsync(second)).ShouldBe(["You are invited", "You are invited"]);
    }

    [Fact]
    public async Task Nobody_is_kept_out_who_may_do_more_and_deleting_takes_its_own_permission()
    {
        using var admin = await Host.AdminAsync();
        var clerk = await admin.NewRoleAsync("users.read", "users.write");
        var (_, _, client) = await Host.PersonAsync(admin, clerk);
        using var signedIn = client;
        var member = await MemberAsync();
        var (_, chief, other) = await Host.PersonAsync(admin, "admin");
        other.Dispose();

        (await ActAsync(signedIn, "suspend", chief, member)).ShouldBe([(chief, "failed", "identity.beyond_own_permissions"), (member, "done", null)]);
        foreach (var action in new[] { "delete", "restore" })
        {
            var (status, json) = await PostAsync(signedIn, new { ids = new[] { member }, action });
            (status, (string?)json["code"]).ShouldBe((HttpStatusCode.Forbidden, "request.forbidden"));
        }

        (await admin.StatusOfAsync(member)).ShouldBe("suspended");
        await Host.GiveAsync(admin, chief, "member");
    }

    [Fact]
    public async Task Only_who_may_write_people_does_this()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        using var anybody = Host.CreateClient();
        var body = new { ids = new[] { await member.OwnIdAsync() }, action = "suspend" };
        (await PostAsync(member, body)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(anybody, body)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("""{"ids":[],"action":"suspend"}""", "ids")]
    [InlineData("""{"action":"suspend"}""", "ids")]
    [InlineData("""{"ids":["01890a5d-ac96-774b-bcce-b302099a8057","01890a5d-ac96-774b-bcce-b302099a8057"],"action":"suspend"}""", "ids")]
    [InlineData("""{"ids":["01890a5d-ac96-774b-bcce-b302099a8057"]}""", "action")]
    [InlineData("""{"ids":["01890a5d-ac96-774b-bcce-b302099a8057"],"action":"promote"}""", "action")]
    [InlineData("""{"ids":["01890a5d-ac96-774b-bcce-b302099a8057"],"action":1}""", "action")]
    [InlineData("""{"ids":["ada"],"action":"suspend"}""", "ids[0]")]
    public async Task A_request_that_breaks_a_rule_is_refused_and_the_field_named(string body, string field)
    {
        using var admin = await Host.AdminAsync();
        var (status, json) = await PostAsync(admin, JsonNode.Parse(body)!);
        status.ShouldBe(HttpStatusCode.BadRequest);
        json["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe(field);
    }

    [Fact]
    public async Task A_hundred_are_taken_and_one_more_is_refused()
    {
        using var admin = await Host.AdminAsync();
        Guid[] ids = [.. Enumerable.Range(0, 101).Select(_ => Guid.CreateVersion7())];
        (await ActAsync(admin, "suspend", ids[..100])).ShouldBe(ids[..100].Select(id => (id, "failed", (string?)"users.not_found")));
        var (status, json) = await PostAsync(admin, new { ids, action = "suspend" });
        status.ShouldBe(HttpStatusCode.BadRequest);
        json["errors"]!["ids"]!.AsArray().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Whoever_repeats_a_request_gets_the_first_answer_and_nobody_is_mailed_twice()
    {
        using var admin = await Host.AdminAsync();
        var email = People.NewEmail();
        var body = new { ids = new[] { await Host.InviteAsync(admin, email) }, action = "sendInvitation" };
        var key = Guid.CreateVersion7().ToString();
        List<string> answers = [];
        await Host.TrackedAsync(async () =>
        {
            foreach (var _ in Enumerable.Range(0, 3))
                answers.Add((await PostAsync(admin, body, key)).Json.ToJsonString());
        });

        answers.Distinct().ShouldHaveSingleItem();
        (await Host.MailsAsync(email)).Length.ShouldBe(2, "the invitation, and the link again");
        var (status, other) = await PostAsync(admin, new { body.ids, action = "suspend" }, key);
        (status, (string?)other["code"]).ShouldBe((HttpStatusCode.Conflict, "request.idempotency_key_reused"));
    }

    [Fact]
    public async Task Two_who_do_opposite_things_with_the_same_people_leave_each_of_them_in_one_state()
    {
        using var admin = await Host.AdminAsync();
        Guid[] people = [await MemberAsync(), await MemberAsync(), await MemberAsync(), await MemberAsync()];
        var (suspended, reactivated) = (PostAsync(admin, new { ids = people, action = "suspend" }), PostAsync(admin, new { ids = people.Reverse(), action = "reactivate" }));
        (await Task.WhenAll(suspended, reactivated)).ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        (await ActAsync(admin, "suspend", people)).ShouldAllBe(result => result.Status != "failed");
        foreach (var person in people)
            (await admin.StatusOfAsync(person)).ShouldBe("suspended");
    }

    [Fact]
    public async Task The_audit_trail_and_the_history_have_each_person()
    {
        using var admin = await Host.AdminAsync();
        var own = await admin.OwnIdAsync();
        Guid[] people = [await MemberAsync(), await MemberAsync()];
        var correlationId = Traces.NewCorrelationId();
        admin.DefaultRequestHeaders.Add("X-Correlation-Id", correlationId);
        await ActAsync(admin, "suspend", people);

        (await Host.AuditAsync(correlationId)).Select(entry => ((string)entry["Kind"]!, (Guid)entry["AccountId"]!, (Guid)entry["ActorId"]!))
            .ShouldBe(people.Select(person => ("account-suspended", person, own)), ignoreOrder: true);
        foreach (var person in people)
        {
            var latest = (await admin.AskAsync(HttpMethod.Get, $"users/{person}/history")).Json!["items"]![0]!;
            ((Guid)latest["actorId"]!, (string)latest["changes"]![0]!["to"]!).ShouldBe((own, "suspended"));
        }
    }

    private async Task<Guid> MemberAsync()
    {
        var (_, client) = await Host.MemberAsync();
        using var signedIn = client;
        return await client.OwnIdAsync();
    }

    /// <summary>Waits until every message that this caused is handled.</summary>
    private async Task<IReadOnlyList<(Guid Id, string Status, string? Code)>> ActAsync(HttpClient client, string action, params Guid[] ids)
    {
        var (status, json) = (default(HttpStatusCode), new JsonObject());
        await Host.TrackedAsync(async () => (status, json) = await PostAsync(client, new { ids, action }));
        status.ShouldBe(HttpStatusCode.OK);
        return [.. json["results"]!.AsArray().Select(result => ((Guid)result!["id"]!, (string)result["status"]!, (string?)result["code"]))];
    }

    private static async Task<(HttpStatusCode Status, JsonObject Json)> PostAsync(HttpClient client, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/users/bulk") { Content = JsonContent.Create(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonObject>())!);
    }
}
