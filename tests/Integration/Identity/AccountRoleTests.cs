using System.Net;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Realtime;

namespace Monolith.Tests.Integration.Identity;

/// <summary>Who has which roles, and what becomes of tokens and live connections when that changes.</summary>
public sealed class AccountRoleTests(FreshHost fixture) : IClassFixture<FreshHost>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task A_person_gets_a_role_in_the_version_that_was_seen()
    {
        using var admin = await Host.AdminAsync();
        var (_, id, client) = await Host.PersonAsync(admin, "member");
        using var signedIn = client;
        var seen = await admin.RolesOfAsync(id);
        seen.Roles.ShouldBe(["member"]);

        var given = await admin.AssignAsync(id, seen.Tag, "operator", "member", "member");
        given.Status.ShouldBe(HttpStatusCode.OK);
        given.Roles.ShouldBe(["member", "operator"]);
        given.Tag.ShouldNotBe(seen.Tag);
        (await admin.AssignAsync(id, seen.Tag, "member")).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await admin.AssignAsync(id, tag: null, "member")).Status.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await admin.AssignAsync(id, given.Tag, "member", "operator")).Tag.ShouldBe(given.Tag, "nothing changed");
        (await admin.AssignAsync(id, given.Tag)).Roles.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("accounts/01890a5d-ac96-774b-bcce-b302099a8057/roles", "roles")]
    [InlineData("roles/nobodys", "permissions")]
    public async Task What_a_change_leaves_out_is_named(string path, string field)
    {
        using var admin = await Host.AdminAsync();
        var refused = await admin.AskAsync(HttpMethod.Put, path, new { }, tag: "*");
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Json!["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe(field);
    }

    [Fact]
    public async Task Refuses_a_role_that_is_none_and_an_account_that_is_none()
    {
        using var admin = await Host.AdminAsync();
        var own = await admin.OwnIdAsync();
        var refused = await admin.AssignAsync(own, "*", "admin", "emperor");
        refused.Code.ShouldBe("identity.unknown_role");
        refused.Json!["errors"]!.AsObject().ShouldContain(error => error.Key == "roles");
        (await admin.AssignAsync(own, "*", "No Role")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await admin.AssignAsync(Guid.CreateVersion7(), "*", "member")).Code.ShouldBe("identity.account_not_found");
        (await admin.RolesOfAsync(Guid.CreateVersion7())).Code.ShouldBe("identity.account_not_found");
    }

    [Fact]
    public async Task Nobody_gives_or_takes_what_he_may_not_do_himself()
    {
        using var admin = await Host.AdminAsync();
        var manager = await admin.NewRoleAsync("roles.manage");
        var (_, id, client) = await Host.PersonAsync(admin, "member", manager);
        using var signedIn = client;

        (await signedIn.AssignAsync(id, "*", "member", manager, "admin")).Code.ShouldBe("identity.beyond_own_permissions");
        (await signedIn.AssignAsync(await admin.OwnIdAsync(), "*", "member")).Code.ShouldBe("identity.beyond_own_permissions");
        (await signedIn.AssignAsync(id, "*", "member")).Status.ShouldBe(HttpStatusCode.OK, "what is one's own, one may give away");
    }

    [Fact]
    public async Task A_role_that_somebody_has_stays()
    {
        using var admin = await Host.AdminAsync();
        var name = await admin.NewRoleAsync("users.read");
        var (_, id, client) = await Host.PersonAsync(admin, name);
        using var signedIn = client;
        (await admin.AskAsync(HttpMethod.Delete, $"roles/{name}", tag: "*")).Code.ShouldBe("identity.role_in_use");
        await Host.GiveAsync(admin, id, "member");
        (await admin.AskAsync(HttpMethod.Delete, $"roles/{name}", tag: "*")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_last_administrator_cannot_lose_the_role()
    {
        using var admin = await Host.AdminAsync();
        var own = await admin.OwnIdAsync();
        var refused = await admin.AssignAsync(own, "*", "member");
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Code.ShouldBe("identity.last_admin");

        var (person, id, client) = await Host.PersonAsync(admin, "member");
        client.Dispose();
        await Host.GiveAsync(admin, id, "admin");
        await Host.GiveAsync(admin, own, "member");
        using var successor = await Host.SignInAsync(person.Email, People.Password);
        (await successor.AssignAsync(id, "*", "member")).Code.ShouldBe("identity.last_admin");
        await Host.GiveAsync(successor, own, "admin");
        await Host.GiveAsync(successor, id, "member");
    }

    [Fact]
    public async Task The_old_token_is_refused_and_the_session_goes_on_with_a_new_one()
    {
        using var admin = await Host.AdminAsync();
        var (person, id, client) = await Host.PersonAsync(admin, "operator");
        using var anybody = client;
        var login = await anybody.LoginAsync(person.Email, People.Password);
        (await anybody.GetAuthAsync("me", login.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);

        await Host.GiveAsync(admin, id, "member");

        await anybody.UntilRefusedAsync(login.AccessToken);
        var renewed = await anybody.RefreshAsync(login.RefreshToken);
        renewed.Status.ShouldBe(HttpStatusCode.OK);
        renewed.Json["user"]!["permissions"]!.AsArray().ShouldBeEmpty();
        var me = await anybody.GetAuthAsync("me", renewed.AccessToken);
        me.Status.ShouldBe(HttpStatusCode.OK);
        me.Json["roles"]!.AsArray().Select(role => (string)role!).ShouldBe(["member"]);
    }

    [Fact]
    public async Task A_token_with_other_roles_that_was_never_used_before_is_refused_and_its_live_client_asked_for_another()
    {
        using var admin = await Host.AdminAsync();
        var (person, id, client) = await Host.PersonAsync(admin, "operator");
        using var anybody = client;
        var login = await anybody.LoginAsync(person.Email, People.Password);
        await Host.GiveAsync(admin, id, "member");

        (await anybody.GetAuthAsync("me", login.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await using var live = await LiveClient.OpenAsync(Host);
        var refused = await live.AskAsync("connect", new { token = login.AccessToken });
        refused.GetProperty("error").GetProperty("code").GetInt32().ShouldBe(109, "expired, as far as a client can tell: it brings a new one");
        var renewed = await anybody.RefreshAsync(login.RefreshToken);
        (await live.AskAsync("connect", new { token = renewed.AccessToken })).TryGetProperty("connect", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_loses_a_role_hears_nothing_more_of_what_it_was_needed_for_and_is_told()
    {
        using var admin = await Host.AdminAsync();
        var (_, id, client) = await Host.PersonAsync(admin, "admin");
        using var signedIn = client;
        await using var live = await LiveClient.ConnectAsync(Host, signedIn);
        (await live.SubscribeAsync("users")).ShouldBe(0);
        (await live.SubscribeAsync("monitoring")).ShouldBe(0);
        (await live.SubscribeAsync($"user:{id}")).ShouldBe(0);

        await Host.GiveAsync(admin, id, "operator");

        var (channel, code) = await live.DismissalAsync();
        (channel, code).ShouldBe(("users", 2501));
        var told = await live.PublicationAsync(data => data.GetProperty("type").GetString() == "identity.account-roles-changed.v1");
        told.GetProperty("data").GetProperty("roles")[0].GetString().ShouldBe("operator");
        (await live.SubscribeAsync("users")).ShouldBe(103, "the connection goes on with what the person may do now");
        (await live.SubscribeAsync("monitoring")).ShouldBe(105, "what the person may still follow goes on");

        await Host.GiveAsync(admin, id, "admin");
        await live.PublicationAsync(data => data.GetProperty("type").GetString() == "identity.account-roles-changed.v1");
        (await live.SubscribeAsync("users")).ShouldBe(0);
        await Host.GiveAsync(admin, id, "member");
    }

    [Fact]
    public async Task The_directory_shows_the_roles_and_whoever_looks_at_it_sees_them_change()
    {
        using var admin = await Host.AdminAsync();
        var (_, id, client) = await Host.PersonAsync(admin, "member", "operator");
        using var signedIn = client;
        await using var live = await LiveClient.ConnectAsync(Host, admin);
        (await live.SubscribeAsync("users")).ShouldBe(0);

        await Host.GiveAsync(admin, id, "operator");

        var shown = await admin.AskAsync(HttpMethod.Get, $"users/{id}");
        shown.Roles.ShouldBe(["operator"]);
        var told = await live.PublicationAsync(data => data.GetProperty("type").GetString() == "users.user-roles-changed.v1"
            && data.GetProperty("data").GetProperty("roles").GetArrayLength() == 1);
        told.GetProperty("data").GetProperty("userId").GetGuid().ShouldBe(id);
    }

    [Fact]
    public async Task What_a_role_grants_counts_at_once_for_whoever_has_it_without_a_new_token()
    {
        using var admin = await Host.AdminAsync();
        var name = await admin.NewRoleAsync("users.read");
        var (_, _, client) = await Host.PersonAsync(admin, name);
        using var signedIn = client;
        (await signedIn.AskAsync(HttpMethod.Get, "users")).Status.ShouldBe(HttpStatusCode.OK);
        await using var live = await LiveClient.ConnectAsync(Host, signedIn);
        (await live.SubscribeAsync("users")).ShouldBe(0);

        (await admin.ChangeRoleAsync(name, "*", ["monitoring.read"])).Status.ShouldBe(HttpStatusCode.OK);

        (await signedIn.AskAsync(HttpMethod.Get, "users")).Status.ShouldBe(HttpStatusCode.Forbidden, "on the node that changed it");
        (await live.DismissalAsync()).ShouldBe(("users", 2501));
        (await live.SubscribeAsync("monitoring")).ShouldBe(0);
        var me = (await signedIn.GetAuthAsync("me")).Json["permissions"]!.AsArray();
        JsonNode.DeepEquals(me, new JsonArray("monitoring.read")).ShouldBeTrue();
    }
}
