using System.Net;
using System.Text.Json.Nodes;
using Monolith.Identity.Contracts.Requests;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Users;

/// <summary>Whoever is invited is in the directory at once, and once.</summary>
public sealed class InviteTests(OneHost fixture) : IClassFixture<OneHost>
{
    private readonly string email = People.NewEmail();

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task Who_is_invited_is_shown_with_what_is_known_and_with_who_invited()
    {
        using var admin = await Host.AdminAsync();
        var (answer, json) = await admin.PostUserAsync(new { email, displayName = " Countess ", givenName = "Ada", phone = "+44 20 7946 0958", locale = "en-gb" });
        using var disposed = answer;
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = (Guid)json["id"]!;
        answer.Headers.Location!.ToString().ShouldBe($"/api/v1/users/{id}");

        var read = await admin.UserAsync(id);
        read.Json!.ToJsonString().ShouldBe(json.ToJsonString());
        (read.Tag, answer.Headers.ETag!.ToString()).ShouldBe((answer.Headers.ETag.ToString(), read.Tag));
        (Text(json, "displayName"), Text(json, "phone"), Text(json, "status")).ShouldBe(("Countess", "+442079460958", "invited"));
        json["roles"]!.AsArray().Select(role => (string)role!).ShouldBe(["member"]);
        var entry = (await HistoryAsync(admin, id)).ShouldHaveSingleItem()!;
        ((Guid)entry["actorId"]!).ShouldBe(await admin.OwnIdAsync());
        (Text(entry["changes"]![0]!, "field"), Text(entry["changes"]![0]!, "from"), Text(entry["changes"]![0]!, "to")).ShouldBe(("status", null, "invited"));
    }

    [Fact]
    public async Task A_known_address_is_refused_whoever_it_is_of()
    {
        using var admin = await Host.AdminAsync();
        var (person, member) = await Host.MemberAsync();
        member.Dispose();
        await Host.InviteAsync(admin, email);
        foreach (var taken in new[] { email, email.ToUpperInvariant(), person.Email, MonolithHost.AdminEmail })
        {
            var refused = await admin.AskAsync(HttpMethod.Post, "users", new { email = taken, displayName = "Ada" });
            (refused.Status, refused.Code).ShouldBe((HttpStatusCode.Conflict, "users.email_taken"));
        }
    }

    [Fact]
    public async Task Of_many_who_invite_one_address_at_once_one_does()
    {
        using var admin = await Host.AdminAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => admin.AskAsync(HttpMethod.Post, "users", new { email, displayName = "Ada" })));
        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
        answers.Where(answer => answer.Status != HttpStatusCode.Created).ShouldAllBe(answer => answer.Code == "users.email_taken");
    }

    [Fact]
    public async Task Repeated_under_its_key_it_has_one_answer_and_one_mail()
    {
        using var admin = await Host.AdminAsync();
        var key = Guid.CreateVersion7().ToString();
        (HttpResponseMessage Answer, JsonObject Json)[] answers = [];
        // Who comes second is refused at first, by the database.
        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).DoNotAssertOnExceptionsDetected().ExecuteAndWaitAsync(async Task (_) =>
            answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => admin.PostUserAsync(new { email, displayName = "Ada" }, key))));
        answers.ShouldAllBe(answer => answer.Answer.StatusCode == HttpStatusCode.Created);
        answers.Select(answer => $"{answer.Json.ToJsonString()} {answer.Answer.Headers.ETag} {answer.Answer.Headers.Location}").Distinct().ShouldHaveSingleItem();
        (await Host.MailsAsync(email)).ShouldHaveSingleItem();
        var (other, problem) = await admin.PostUserAsync(new { email, displayName = "Eve" }, key);
        (other.StatusCode, (string)problem["code"]!).ShouldBe((HttpStatusCode.Conflict, "request.idempotency_key_reused"));
    }

    [Fact]
    public async Task Each_field_that_breaks_a_rule_is_named_and_nobody_is_invited()
    {
        using var admin = await Host.AdminAsync();
        var refused = await admin.AskAsync(
            HttpMethod.Post, "users", new { email = "ada@localhost", displayName = "", givenName = "a\nb", phone = "911", locale = "klingon!", timeZone = "Mars" });
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Json!["errors"]!.AsObject().Select(error => error.Key)
            .ShouldBe(["email", "displayName", "givenName", "phone", "locale", "timeZone"], ignoreOrder: true);
    }

    [Fact]
    public async Task Only_who_may_write_people_invites_them()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        using var anybody = Host.CreateClient();
        foreach (var path in new[] { "users", $"users/{Guid.CreateVersion7()}/invitation" })
        {
            (await member.AskAsync(HttpMethod.Post, path, new { email, displayName = "Ada" })).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await anybody.AskAsync(HttpMethod.Post, path, new { email, displayName = "Ada" })).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task The_link_is_sent_again_until_somebody_has_followed_one()
    {
        using var admin = await Host.AdminAsync();
        var id = await Host.InviteAsync(admin, email);
        await Host.TrackedAsync(async () =>
            (await admin.AskAsync(HttpMethod.Post, $"users/{id}/invitation")).Status.ShouldBe(HttpStatusCode.Accepted));
        (await Host.MailsAsync(email)).ShouldBe(["You are invited", "You are invited"]);
        (await Host.AcceptAsync(await Host.LinkTokenAsync(email))).Status.ShouldBe(HttpStatusCode.NoContent);

        (await admin.StatusOfAsync(id)).ShouldBe("active");
        var refused = await admin.AskAsync(HttpMethod.Post, $"users/{id}/invitation");
        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.Conflict, "users.not_invited"));
        (await admin.AskAsync(HttpMethod.Post, $"users/{Guid.CreateVersion7()}/invitation")).Code.ShouldBe("users.not_found");
    }

    [Fact]
    public async Task Who_registered_alone_and_waits_gets_that_link_again()
    {
        using var admin = await Host.AdminAsync();
        var person = await Host.RegisterAsync();
        var found = await admin.AskAsync(HttpMethod.Get, $"users?q={Uri.EscapeDataString(person.Email)}");
        var id = (Guid)found.Json!["items"]!.AsArray().Single()!["id"]!;
        await Host.TrackedAsync(async () =>
            (await admin.AskAsync(HttpMethod.Post, $"users/{id}/invitation")).Status.ShouldBe(HttpStatusCode.Accepted));
        (await Host.MailsAsync(person.Email)).ShouldBe(["Confirm your address", "Confirm your address"]);
        await Host.VerifyAsync(person.Email);
    }

    [Fact]
    public async Task Who_registers_just_before_keeps_the_address_and_the_history_says_why_the_invited_one_is_gone()
    {
        using var admin = await Host.AdminAsync();
        var late = new InviteAccount(Guid.CreateVersion7(), email, "Ada Lovelace", new Inviter(await admin.OwnIdAsync(), null, null));
        await Host.StoreInvitedAsync(late.AccountId, email);
        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).DoNotAssertOnExceptionsDetected().ExecuteAndWaitAsync(async Task (bus) =>
        {
            (await admin.PostAuthAsync("register", new { email, password = People.Password, displayName = "Ada Lovelace" })).Status.ShouldBe(HttpStatusCode.Accepted);
            await bus.PublishAsync(late);
        });

        (await admin.UserAsync(late.AccountId)).Code.ShouldBe("users.not_found");
        var last = (await HistoryAsync(admin, late.AccountId))[0]!["changes"]!.AsArray();
        last.Select(change => (Text(change!, "field"), Text(change!, "to"))).ShouldBe([("status", "deleted"), ("invitation", "address-taken")]);
        var registered = (await admin.AskAsync(HttpMethod.Get, $"users?q={Uri.EscapeDataString(email)}")).Json!["items"]!.AsArray().ShouldHaveSingleItem()!;
        ((Guid)registered["id"]!).ShouldNotBe(late.AccountId);
        (await Host.MailsAsync(email)).ShouldBe(["Confirm your address"]);
    }

    private static async Task<JsonArray> HistoryAsync(HttpClient admin, Guid id) =>
        (await admin.AskAsync(HttpMethod.Get, $"users/{id}/history")).Json!["items"]!.AsArray();

    private static string? Text(JsonNode json, string field) => (string?)json[field];
}
