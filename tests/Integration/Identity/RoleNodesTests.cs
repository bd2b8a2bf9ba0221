using System.Net;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Realtime;

namespace Monolith.Tests.Integration.Identity;

/// <summary>Roles on two nodes that share PostgreSQL and Redis: what one changes the other knows.</summary>
public sealed class RoleNodesTests(BothNodes nodes, Services services) : IClassFixture<BothNodes>
{
    [Fact]
    public async Task What_a_role_grants_no_longer_is_refused_on_the_other_node()
    {
        using var admin = await nodes.Here.AdminAsync();
        var name = await admin.NewRoleAsync("users.read");
        using var person = await ThereAsync(admin, name);
        (await person.AskAsync(HttpMethod.Get, "users")).Status.ShouldBe(HttpStatusCode.OK);
        await using var live = await LiveClient.ConnectAsync(nodes.There, person);
        (await live.SubscribeAsync("users")).ShouldBe(0);

        (await admin.ChangeRoleAsync(name, "*", [])).Status.ShouldBe(HttpStatusCode.OK);

        (await live.DismissalAsync()).ShouldBe(("users", 2501));
        await UntilAsync(person, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_token_with_other_roles_is_refused_on_the_other_node()
    {
        using var admin = await nodes.Here.AdminAsync();
        using var person = await ThereAsync(admin, "admin");
        await RefusedAsync(admin, person);
    }

    [Fact]
    public async Task It_is_refused_as_soon_while_redis_is_away()
    {
        await using var alone = await TwoNodes.StartAsync(services);
        using var admin = await alone.Here.AdminAsync();
        using var person = await ThereAsync(alone.Here, alone.There, admin, "admin");
        await alone.WithoutRedisAsync(async () =>
        {
            // Whatever is asked first finds out that Redis is away.
            (await person.AskAsync(HttpMethod.Get, "users")).Status.ShouldBe(HttpStatusCode.OK);
            (await admin.AskAsync(HttpMethod.Get, "roles")).Status.ShouldBe(HttpStatusCode.OK);
            await RefusedAsync(admin, person);
        });
    }

    [Fact]
    public async Task Live_connections_on_the_other_node_lose_what_a_role_was_needed_for_and_keep_the_rest()
    {
        using var admin = await nodes.Here.AdminAsync();
        using var person = await ThereAsync(admin, "admin");
        var id = await person.OwnIdAsync();
        await using var live = await LiveClient.ConnectAsync(nodes.There, person);
        (await live.SubscribeAsync("users")).ShouldBe(0);
        (await live.SubscribeAsync("monitoring")).ShouldBe(0);

        await admin.GiveAsync(id, "operator");

        (await live.DismissalAsync()).ShouldBe(("users", 2501));
        (await live.SubscribeAsync("monitoring")).ShouldBe(105);
    }

    private static async Task RefusedAsync(HttpClient admin, HttpClient person)
    {
        await admin.GiveAsync(await person.OwnIdAsync(), "member");
        await UntilAsync(person, HttpStatusCode.Unauthorized);
    }

    /// <summary>Somebody who is signed in on the other node.</summary>
    private Task<HttpClient> ThereAsync(HttpClient admin, params string[] roles) => ThereAsync(nodes.Here, nodes.There, admin, roles);

    private static async Task<HttpClient> ThereAsync(MonolithHost here, MonolithHost there, HttpClient admin, params string[] roles)
    {
        var (person, _, client) = await here.PersonAsync(admin, roles);
        client.Dispose();
        return await there.SignInAsync(person.Email, People.Password);
    }

    private static async Task UntilAsync(HttpClient person, HttpStatusCode expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await person.AskAsync(HttpMethod.Get, "users")).Status != expected)
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
    }
}
