using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Identity.Contracts.Events;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Monitoring;

public sealed class ListAuditTests(OneHost fixture) : IClassFixture<OneHost>
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task Entries_are_found_by_what_they_tell()
    {
        var (someone, admin) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var correlationId = Traces.NewCorrelationId();
        await Host.TellAsync(Told(someone, someone, minute: 0, "signed-in"), correlationId);
        await Host.TellAsync(Told(someone, admin, minute: 1, "session-ended"), correlationId);
        await Host.TellAsync(Told(someone, actor: null, minute: 2, "sign-in-failed"), Traces.NewCorrelationId());
        using var client = await Host.AdminAsync();

        (await KindsAsync(client, $"accountId={someone}")).ShouldBe(["sign-in-failed", "session-ended", "signed-in"], "newest first");
        (await KindsAsync(client, $"actorId={admin}")).ShouldBe(["session-ended"]);
        (await KindsAsync(client, $"accountId={someone}&kind=signed-in")).ShouldBe(["signed-in"]);
        (await KindsAsync(client, $"correlationId={correlationId}")).ShouldBe(["session-ended", "signed-in"]);
        (await KindsAsync(client, $"accountId={someone}&from=2026-01-02T12:01:00Z")).ShouldBe(["sign-in-failed", "session-ended"]);
        (await KindsAsync(client, $"accountId={someone}&to=2026-01-02T13:01:00%2B01:00")).ShouldBe(["session-ended", "signed-in"]);
        (await KindsAsync(client, $"accountId={someone}&kind=never-heard-of")).ShouldBeEmpty();
        var newest = (await ListAsync(client, $"accountId={someone}&pageSize=1"))["items"]![0]!;
        ((string?)newest["ip"], (string?)newest["device"], (string?)newest["browser"], (string?)newest["userAgent"], (string?)newest["detail"], (string?)newest["actorId"])
            .ShouldBe(("192.0.2.7", "Linux", "Firefox", "Firefox on Linux", "a-detail", null));
    }

    [Fact]
    public async Task A_long_list_is_read_to_its_end_without_a_gap_although_it_grows_meanwhile()
    {
        var someone = Guid.CreateVersion7();
        for (var index = 0; index < 7; index++)
            await Host.TellAsync(Told(someone, someone, minute: index / 2, $"kind-{(char)('a' + index)}"), Traces.NewCorrelationId());
        using var client = await Host.AdminAsync();
        var whole = await KindsAsync(client, $"accountId={someone}");

        var read = new List<string>();
        string? next = null;
        do
        {
            var page = await ListAsync(client, $"accountId={someone}&pageSize=3&after={next}");
            read.AddRange(Kinds(page));
            next = (string?)page["next"];
            await Host.TellAsync(Told(someone, someone, minute: 60, "newer"), Traces.NewCorrelationId());
        }
        while (next is not null);

        whole.Count.ShouldBe(7);
        read.ShouldBe(whole);
    }

    [Fact]
    public async Task A_person_sees_what_happened_to_the_own_account_and_nothing_of_others()
    {
        var (_, member) = await Host.MemberAsync();
        using var client = member;
        var me = (Guid)(await client.GetFromJsonAsync<JsonObject>("/api/v1/auth/me"))!["id"]!;
        var stranger = Guid.CreateVersion7();
        await Host.TellAsync(Told(me, stranger, minute: 0, "session-ended"), Traces.NewCorrelationId());
        await Host.TellAsync(Told(stranger, me, minute: 0, "session-ended"), Traces.NewCorrelationId());
        await Host.TellAsync(Told(me, actor: null, minute: 1, "sign-in-failed"), Traces.NewCorrelationId());

        var own = (await client.GetFromJsonAsync<JsonObject>($"/api/v1/monitoring/audit/own?accountId={stranger}"))!["items"]!.AsArray();

        var told = own.Where(entry => (DateTimeOffset)entry!["at"]! < Noon.AddHours(1)).ToArray();
        told.Select(entry => ((string)entry!["kind"]!, (bool)entry["byAnother"]!)).ShouldBe([("sign-in-failed", false), ("session-ended", true)]);
        ((string?)told[0]!["ip"], (string?)told[0]!["device"], (string?)told[0]!["browser"]).ShouldBe(("192.0.2.7", "Linux", "Firefox"));
        told[0]!.AsObject().Select(field => field.Key).ShouldBe(["id", "kind", "at", "ip", "device", "browser", "detail", "byAnother"]);
        own.ToJsonString().ShouldNotContain(stranger.ToString());
    }

    [Theory]
    [InlineData("accountId=7", "accountId")]
    [InlineData("actorId=me", "actorId")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    [InlineData("kind=a%00b", "kind")]
    [InlineData("after=invented", "after")]
    [InlineData("pageSize=101", "pageSize")]
    public async Task A_bad_value_is_400_and_names_its_field(string query, string field)
    {
        using var admin = await Host.AdminAsync();
        using var answer = await admin.GetAsync($"/api/v1/monitoring/audit?{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["errors"]![field]!.AsArray().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized)]
    [InlineData("member", HttpStatusCode.Forbidden, HttpStatusCode.OK)]
    [InlineData("operator", HttpStatusCode.Forbidden, HttpStatusCode.OK)]
    [InlineData("admin", HttpStatusCode.OK, HttpStatusCode.OK)]
    public async Task Each_role_sees_what_it_may(string? role, HttpStatusCode all, HttpStatusCode own)
    {
        using var client = role is null ? Host.CreateClient() : await Host.WithRoleAsync(role);
        (await StatusAsync(client, "audit")).ShouldBe(all);
        (await StatusAsync(client, "audit/own")).ShouldBe(own);
    }

    [Fact]
    public async Task Nobody_can_change_or_remove_an_entry()
    {
        var correlationId = Traces.NewCorrelationId();
        await Host.TellAsync(Told(Guid.CreateVersion7(), actor: null, minute: 0, "signed-in"), correlationId);
        var entry = (await Host.AuditAsync(correlationId)).ShouldHaveSingleItem();
        using var admin = await Host.AdminAsync();
        foreach (var path in (string[])["audit", "audit/own", $"audit/{(string)entry["Id"]!}"])
        {
            foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete])
            {
                using var request = new HttpRequestMessage(method, $"/api/v1/monitoring/{path}") { Content = JsonContent.Create(new { kind = "signed-out" }) };
                using var answer = await admin.SendAsync(request);
                answer.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed);
            }
        }

        (await Host.AuditAsync(correlationId)).ShouldHaveSingleItem().ToJsonString().ShouldBe(entry.ToJsonString());
    }

    private static SecurityEvent Told(Guid account, Guid? actor, int minute, string kind)
    {
        var at = Noon.AddMinutes(minute);
        return new(Guid.CreateVersion7(at), kind, account, actor, at, "192.0.2.7", "Linux", "Firefox", "Firefox on Linux", "a-detail", Unproven: false);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync($"/api/v1/monitoring/{path}");
        return answer.StatusCode;
    }

    private static async Task<IReadOnlyList<string>> KindsAsync(HttpClient client, string query) => Kinds(await ListAsync(client, query));

    private static IReadOnlyList<string> Kinds(JsonObject page) => [.. page["items"]!.AsArray().Select(item => (string)item!["kind"]!)];

    private static async Task<JsonObject> ListAsync(HttpClient client, string query) =>
        (await client.GetFromJsonAsync<JsonObject>($"/api/v1/monitoring/audit?{query}"))!;
}
