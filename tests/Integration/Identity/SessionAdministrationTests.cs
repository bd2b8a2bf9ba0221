using System.Net;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Monitoring;
using Monolith.Tests.Integration.Realtime;

namespace Monolith.Tests.Integration.Identity;

/// <summary>Where others are signed in, and how they are signed out by whoever may.</summary>
public sealed class SessionAdministrationTests(OneHost fixture) : IClassFixture<OneHost>
{
    private const int InvalidToken = 3500;
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task An_administrator_sees_where_somebody_is_signed_in_and_no_secret_of_it()
    {
        using var admin = await Host.AdminAsync();
        var (person, client) = await Host.MemberAsync();
        using var signedIn = client;
        var id = await client.OwnIdAsync();
        using var browser = Host.CreateClient();
        browser.DefaultRequestHeaders.Add("User-Agent", Firefox);
        var login = await browser.LoginAsync(person.Email, People.Password);

        var sessions = await ListAsync(admin, id);
        sessions.Count.ShouldBe(2);
        var latest = sessions[0]!;
        ((Guid)latest["id"]!, (string?)latest["browser"], (string?)latest["device"]).ShouldBe((SessionOf(login), "Firefox", "Windows"));
        foreach (var session in sessions)
            session!.AsObject().Select(member => member.Key).ShouldBe(["id", "device", "browser", "ip", "createdAt", "lastSeenAt"], ignoreOrder: true);
        (await admin.AskAsync(HttpMethod.Get, $"accounts/{Guid.CreateVersion7()}/sessions")).Code.ShouldBe("identity.account_not_found");
    }

    [Fact]
    public async Task One_device_of_somebody_is_signed_out_and_the_others_stay()
    {
        using var admin = await Host.AdminAsync();
        var (person, client) = await Host.MemberAsync();
        using var signedIn = client;
        var id = await client.OwnIdAsync();
        var lost = await client.LoginAsync(person.Email, People.Password);
        await using var live = await LiveClient.ConnectAsync(Host, lost.AccessToken);

        (await EndAsync(admin, id, SessionOf(lost))).Status.ShouldBe(HttpStatusCode.NoContent);

        (await live.EndAsync()).ShouldBe(InvalidToken);
        await client.UntilRefusedAsync(lost.AccessToken);
        (await client.RefreshAsync(lost.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
        (await client.GetAuthAsync("me")).Status.ShouldBe(HttpStatusCode.OK);
        (await ListAsync(admin, id)).ShouldHaveSingleItem();
        (await EndAsync(admin, id, SessionOf(lost))).Status.ShouldBe(HttpStatusCode.NoContent, "who asks again has what was asked for");
    }

    [Fact]
    public async Task Somebody_is_signed_out_everywhere_and_can_sign_in_again()
    {
        using var admin = await Host.AdminAsync();
        var (person, client) = await Host.MemberAsync();
        using var signedIn = client;
        var id = await client.OwnIdAsync();
        var first = await client.LoginAsync(person.Email, People.Password);
        var second = await client.LoginAsync(person.Email, People.Password);

        (await EndAllAsync(admin, id)).Status.ShouldBe(HttpStatusCode.NoContent);

        foreach (var session in new[] { first, second })
        {
            await client.UntilRefusedAsync(session.AccessToken);
            (await client.RefreshAsync(session.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
        }

        (await ListAsync(admin, id)).ShouldBeEmpty();
        (await EndAllAsync(admin, id)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await client.LoginAsync(person.Email, People.Password)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_session_of_another_account_is_none_of_this_one()
    {
        using var admin = await Host.AdminAsync();
        var (_, first) = await Host.MemberAsync();
        var (person, second) = await Host.MemberAsync();
        using var one = first;
        using var other = second;
        var login = await other.LoginAsync(person.Email, People.Password);

        var refused = await EndAsync(admin, await one.OwnIdAsync(), SessionOf(login));
        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.NotFound, "identity.session_not_found"));
        (await EndAllAsync(admin, Guid.CreateVersion7())).Code.ShouldBe("identity.account_not_found");
        (await other.GetAuthAsync("me", login.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_who_may_manage_sessions_sees_and_ends_them()
    {
        using var admin = await Host.AdminAsync();
        var (_, id, client) = await Host.PersonAsync(admin, await admin.NewRoleAsync("users.read", "users.write", "roles.manage"));
        using var clerk = client;
        using var anybody = Host.CreateClient();
        foreach (var (caller, status) in new[] { (clerk, HttpStatusCode.Forbidden), (anybody, HttpStatusCode.Unauthorized) })
        {
            (await caller.AskAsync(HttpMethod.Get, $"accounts/{id}/sessions")).Status.ShouldBe(status);
            (await EndAsync(caller, id, Guid.CreateVersion7())).Status.ShouldBe(status);
            (await EndAllAsync(caller, id)).Status.ShouldBe(status);
        }
    }

    [Fact]
    public async Task Nobody_signs_out_who_may_do_more_than_he()
    {
        using var admin = await Host.AdminAsync();
        var (_, _, client) = await Host.PersonAsync(admin, await admin.NewRoleAsync("sessions.manage"));
        using var helpDesk = client;
        var chief = await admin.OwnIdAsync();
        var login = await admin.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);

        (await EndAsync(helpDesk, chief, SessionOf(login))).Code.ShouldBe("identity.beyond_own_permissions");
        (await EndAllAsync(helpDesk, chief)).Code.ShouldBe("identity.beyond_own_permissions");
        (await admin.GetAuthAsync("me", login.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);

        var (_, member, other) = await Host.PersonAsync(admin, "member");
        other.Dispose();
        (await EndAllAsync(helpDesk, member)).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_audit_trail_tells_who_signed_whom_out_and_tells_nothing_when_nothing_was_open()
    {
        using var admin = await Host.AdminAsync();
        var own = await admin.OwnIdAsync();
        var (person, client) = await Host.MemberAsync();
        using var signedIn = client;
        var id = await client.OwnIdAsync();
        using var browser = Host.CreateClient();
        browser.DefaultRequestHeaders.Add("User-Agent", Firefox);
        var login = await browser.LoginAsync(person.Email, People.Password);
        var correlationId = Traces.NewCorrelationId();
        admin.DefaultRequestHeaders.Add("X-Correlation-Id", correlationId);

        await Host.TrackedAsync(async () =>
        {
            await EndAsync(admin, id, SessionOf(login));
            await EndAsync(admin, id, SessionOf(login));
            await EndAllAsync(admin, id);
            await EndAllAsync(admin, id);
        });

        (await Host.AuditAsync(correlationId)).Select(entry =>
            ((string)entry["Kind"]!, (Guid)entry["AccountId"]!, (Guid)entry["ActorId"]!, (string?)entry["Detail"])).ShouldBe(
            [("session-ended", id, own, "Firefox on Windows"), ("signed-out-everywhere", id, own, null)]);
    }

    private static Guid SessionOf(AuthAnswer login) => Guid.Parse(new JsonWebToken(login.AccessToken).GetClaim("sid").Value);

    private static async Task<JsonArray> ListAsync(HttpClient client, Guid id) =>
        (await client.AskAsync(HttpMethod.Get, $"accounts/{id}/sessions")).Json!.AsArray();

    private static Task<RoleAnswer> EndAsync(HttpClient client, Guid id, Guid session) =>
        client.AskAsync(HttpMethod.Delete, $"accounts/{id}/sessions/{session}");

    private static Task<RoleAnswer> EndAllAsync(HttpClient client, Guid id) => client.AskAsync(HttpMethod.Delete, $"accounts/{id}/sessions");
}
