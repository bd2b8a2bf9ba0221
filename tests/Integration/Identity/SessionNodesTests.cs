using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Realtime;
using Monolith.Tests.Integration.Users;
using Npgsql;
using StackExchange.Redis;

namespace Monolith.Tests.Integration.Identity;

/// <summary>Sessions on two nodes that share PostgreSQL and Redis, and what becomes of them without Redis.</summary>
public sealed class SessionNodesTests(BothNodes nodes, Services services) : IClassFixture<BothNodes>
{
    [Fact]
    public async Task What_one_node_ends_the_other_refuses()
    {
        using var here = nodes.Here.CreateClient();
        using var there = nodes.There.CreateClient();
        var login = await AdminAsync(here);
        (await there.GetAuthAsync("me", login.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        await using var live = await LiveClient.ConnectAsync(nodes.There, login.AccessToken);

        await SignOutAsync(here, login);

        (await live.EndAsync()).ShouldBe(3500);
        await there.UntilRefusedAsync(login.AccessToken);
    }

    [Fact]
    public async Task Once_somebody_has_shown_a_credential_again_the_tokens_of_before_open_nothing_on_any_node()
    {
        using var here = nodes.Here.CreateClient();
        using var there = nodes.There.CreateClient();
        var login = await AdminAsync(here);
        (await there.GetAuthAsync("me", login.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        using var signedIn = nodes.Here.CreateClient();
        signedIn.Use(login.AccessToken);

        // Times in tokens are whole seconds.
        AuthAnswer shown;
        do
            shown = await signedIn.PostAuthAsync("reauthenticate", new { password = MonolithHost.AdminPassword });
        while (TimeOf(shown) == TimeOf(login));

        await there.UntilRefusedAsync(login.AccessToken);
        await here.UntilRefusedAsync(login.AccessToken);
        foreach (var token in new[] { shown.AccessToken, (await here.RefreshAsync(login.RefreshToken)).AccessToken })
        {
            (await here.GetAuthAsync("me", token)).Status.ShouldBe(HttpStatusCode.OK);
            (await there.GetAuthAsync("me", token)).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Who_is_suspended_is_out_on_the_other_node_also_if_just_signing_in()
    {
        using var admin = await nodes.Here.AdminAsync();
        using var there = nodes.There.CreateClient();
        var (person, id, client) = await nodes.Here.PersonAsync(admin, "member");
        using var signedIn = client;
        using var program = nodes.There.Program((await client.CreateTokenAsync("profile.read")).Text);
        var login = await there.LoginAsync(person.Email, People.Password);
        (await there.GetAuthAsync("me", login.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await program.StatusAsync("/api/v1/auth/me")).ShouldBe(HttpStatusCode.OK);
        await using var live = await LiveClient.ConnectAsync(nodes.There, login.AccessToken);

        (await admin.ChangeStatusAsync(id, "suspend")).Status.ShouldBe(HttpStatusCode.OK);

        (await live.EndAsync()).ShouldBe(3500);
        await there.UntilRefusedAsync(login.AccessToken);
        await program.UntilAsync("/api/v1/auth/me", HttpStatusCode.Unauthorized);

        await ReopenAsync(login);
        foreach (var node in new[] { nodes.Here, nodes.There })
        {
            using var anybody = node.CreateClient();
            (await anybody.GetAuthAsync("me", login.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await admin.ChangeStatusAsync(id, "reactivate")).Status.ShouldBe(HttpStatusCode.OK);
        (await there.RefreshAsync(login.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
        (await there.LoginAsync(person.Email, People.Password)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_is_erased_is_out_on_the_other_node()
    {
        using var admin = await nodes.Here.AdminAsync();
        using var there = nodes.There.CreateClient();
        var (person, client) = await nodes.Here.MemberAsync();
        using var signedIn = client;
        using var program = nodes.There.Program((await client.CreateTokenAsync("profile.read")).Text);
        var login = await there.LoginAsync(person.Email, People.Password);
        var id = (Guid)(await there.GetAuthAsync("me", login.AccessToken)).Json["id"]!;
        (await program.StatusAsync("/api/v1/auth/me")).ShouldBe(HttpStatusCode.OK);
        await using var live = await LiveClient.ConnectAsync(nodes.There, login.AccessToken);

        (await admin.EraseAsync(id)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await live.EndAsync()).ShouldBe(3500);
        await there.UntilRefusedAsync(login.AccessToken);
        await program.UntilAsync("/api/v1/auth/me", HttpStatusCode.Unauthorized);
        (await there.RefreshAsync(login.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
    }

    [Fact]
    public async Task Losing_what_redis_knew_signs_nobody_out_and_nobody_in()
    {
        using var here = nodes.Here.CreateClient();
        using var there = nodes.There.CreateClient();
        var (open, ended) = (await AdminAsync(here), await AdminAsync(here));
        foreach (var login in new[] { open, ended })
            (await there.GetAuthAsync("me", login.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        await SignOutAsync(here, ended);
        await there.UntilRefusedAsync(ended.AccessToken);

        await ForgetAllAsync();

        foreach (var node in new[] { here, there })
        {
            (await node.GetAuthAsync("me", open.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
            await node.UntilRefusedAsync(ended.AccessToken);
        }
    }

    [Fact]
    public async Task While_redis_is_away_sessions_go_on_and_end_all_the_same()
    {
        await using var alone = await TwoNodes.StartAsync(services);
        using var here = alone.Here.CreateClient();
        using var there = alone.There.CreateClient();
        var (open, ended) = (await AdminAsync(here), await AdminAsync(here));

        await alone.WithoutRedisAsync(async () =>
        {
            (await there.GetAuthAsync("me", open.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
            await SignOutAsync(here, ended);
            await there.UntilRefusedAsync(ended.AccessToken);
            (await here.RefreshAsync(open.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        });

        (await there.GetAuthAsync("me", open.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        await there.UntilRefusedAsync(ended.AccessToken);
    }

    private static string TimeOf(AuthAnswer answer) => new JsonWebToken(answer.AccessToken).GetClaim("auth_time").Value;

    /// <summary>As if the session had begun after its account was suspended, and before anybody knew.</summary>
    private async Task ReopenAsync(AuthAnswer login)
    {
        var session = new JsonWebToken(login.AccessToken).GetClaim("sid").Value;
        await using var source = NpgsqlDataSource.Create(nodes.Here.ConnectionString);
        await using var reopen = source.CreateCommand("update identity.mt_doc_session set data = data - 'RevokedAt' where id = $1");
        reopen.Parameters.Add(new() { Value = Guid.Parse(session) });
        (await reopen.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        using var connection = await ConnectionMultiplexer.ConnectAsync(nodes.Redis.ConnectionString);
        await connection.GetDatabase().StringSetAsync($"identity:session:{session}", 0);
    }

    private async Task ForgetAllAsync()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync($"{nodes.Redis.ConnectionString},allowAdmin=true");
        await connection.GetServer(connection.GetEndPoints()[0]).FlushAllDatabasesAsync();
    }

    private static Task<AuthAnswer> AdminAsync(HttpClient client) => client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);

    private static async Task SignOutAsync(HttpClient client, AuthAnswer login) =>
        (await client.PostAuthAsync("logout", null, ("Authorization", $"Bearer {login.AccessToken}"))).Status.ShouldBe(HttpStatusCode.NoContent);
}
