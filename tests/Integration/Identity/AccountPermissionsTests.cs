using System.Net;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Users;

namespace Monolith.Tests.Integration.Identity;

/// <summary>Why somebody may do something, and what would let somebody do the rest.</summary>
public sealed class AccountPermissionsTests(FreshHost fixture) : IClassFixture<FreshHost>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task Each_permission_names_the_roles_that_grant_it_and_those_that_would()
    {
        using var admin = await Host.AdminAsync();
        var reader = await admin.NewRoleAsync("users.read");
        var clerk = await admin.NewRoleAsync("users.read", "users.write");
        var (_, id, client) = await Host.PersonAsync(admin, "member", reader, clerk);
        client.Dispose();

        var explained = await ExplainAsync(admin, id);
        Names(explained, "users.read", "grantedBy").ShouldBe([reader, clerk], ignoreOrder: true);
        Names(explained, "users.read", "offeredBy").ShouldContain("admin");
        Names(explained, "users.write", "grantedBy").ShouldBe([clerk]);
        Names(explained, "users.delete", "grantedBy").ShouldBeEmpty();
        Names(explained, "users.delete", "offeredBy").ShouldBe(["admin"]);
        Names(explained, "monitoring.read", "offeredBy").ShouldBe(["admin", "operator"]);

        var everything = (await admin.AskAsync(HttpMethod.Get, "permissions")).Json!.AsArray();
        explained["permissions"]!.AsArray().Select(one => ((string)one!["name"]!, (string)one["description"]!))
            .ShouldBe(everything.Select(one => ((string)one!["name"]!, (string)one["description"]!)));
        ((bool)explained["maySignIn"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task It_says_since_when_and_by_whom_each_role_was_given()
    {
        using var admin = await Host.AdminAsync();
        var own = await admin.OwnIdAsync();
        var (_, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        var id = await client.OwnIdAsync();
        var joined = (DateTimeOffset)(await admin.UserAsync(id)).Json!["createdAt"]!;
        (await RolesAsync(admin, id)).ShouldBe([("member", joined, null)]);

        await Host.GiveAsync(admin, id, "member", "operator");
        var roles = await RolesAsync(admin, id);
        roles[0].ShouldBe(("member", joined, null), "it was not given anew");
        (roles[1].Name, roles[1].By).ShouldBe(("operator", own));
        roles[1].Since!.Value.ShouldBeGreaterThan(joined);

        await Host.GiveAsync(admin, id, "operator");
        (await RolesAsync(admin, id)).ShouldBe([roles[1]]);
        await Host.GiveAsync(admin, id, "member");
        (await RolesAsync(admin, id))[0].By.ShouldBe(own, "this time it was");
    }

    [Fact]
    public async Task Roles_that_are_worth_nothing_are_said_to_be()
    {
        using var admin = await Host.AdminAsync();
        var strong = await admin.NewRoleAsync("users.read");
        var (_, id, client) = await Host.PersonAsync(admin, strong);
        client.Dispose();
        ((bool)(await ExplainAsync(admin, id))["roles"]![0]!["requiresSecondFactor"]!).ShouldBeFalse();

        await Host.MakeAsync(admin, id, "suspend");
        var suspended = await ExplainAsync(admin, id);
        ((bool)suspended["maySignIn"]!).ShouldBeFalse();
        Names(suspended, "users.read", "grantedBy").ShouldBe([strong], "so it would be again");
    }

    [Fact]
    public async Task Only_who_may_manage_roles_asks_and_only_about_accounts_that_there_are()
    {
        using var admin = await Host.AdminAsync();
        (await admin.AskAsync(HttpMethod.Get, $"accounts/{Guid.CreateVersion7()}/permissions")).Code.ShouldBe("identity.account_not_found");
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        using var anybody = Host.CreateClient();
        var own = await member.OwnIdAsync();
        (await member.AskAsync(HttpMethod.Get, $"accounts/{own}/permissions")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await anybody.AskAsync(HttpMethod.Get, $"accounts/{own}/permissions")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<JsonNode> ExplainAsync(HttpClient client, Guid id)
    {
        var answer = await client.AskAsync(HttpMethod.Get, $"accounts/{id}/permissions");
        answer.Status.ShouldBe(HttpStatusCode.OK);
        return answer.Json!;
    }

    private static async Task<List<(string Name, DateTimeOffset? Since, Guid? By)>> RolesAsync(HttpClient client, Guid id) =>
        [.. (await ExplainAsync(client, id))["roles"]!.AsArray().Select(role => ((string)role!["name"]!, (DateTimeOffset?)role["since"], (Guid?)role["givenBy"]))];

    private static string[] Names(JsonNode explained, string permission, string field) =>
        [.. explained["permissions"]!.AsArray().Single(one => (string)one!["name"]! == permission)![field]!.AsArray().Select(name => (string)name!)];
}
