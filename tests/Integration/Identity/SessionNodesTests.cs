using System.Net;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Realtime;
using StackExchange.Redis;

namespace Monolith.Tests.Integration.Identity;

/// <summary>Sessions on two nodes that share PostgreSQL and Redis, and what becomes of them without Redis.</summary>
public sealed class SessionNodesTests(Services services) : IAsyncLifetime
{
    private RedisServer _redis = null!;
    private MonolithHost _here = null!;
    private MonolithHost _there = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = RedisServer.Start();
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Postgres"] = await services.CreateDatabaseAsync(),
            ["ConnectionStrings:Redis"] = _redis.ConnectionString,
        };
        _here = await MonolithHost.StartAsync(services, settings);
        _there = await MonolithHost.StartAsync(services, settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _there.DisposeAsync();
        await _here.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task What_one_node_ends_the_other_refuses()
    {
        using var here = _here.CreateClient();
        using var there = _there.CreateClient();
        var login = await AdminAsync(here);
        (await there.GetAuthAsync("me", login.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        await using var live = await LiveClient.ConnectAsync(_there, login.AccessToken);

        await SignOutAsync(here, login);

        (await live.EndAsync()).ShouldBe(3500);
        await there.UntilRefusedAsync(login.AccessToken);
    }

    [Fact]
    public async Task Losing_what_redis_knew_signs_nobody_out_and_nobody_in()
    {
        using var here = _here.CreateClient();
        using var there = _there.CreateClient();
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
        using var here = _here.CreateClient();
        using var there = _there.CreateClient();
        var (open, ended) = (await AdminAsync(here), await AdminAsync(here));

        await _redis.DisposeAsync();
        try
        {
            (await there.GetAuthAsync("me", open.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
            await SignOutAsync(here, ended);
            await there.UntilRefusedAsync(ended.AccessToken);
            (await here.RefreshAsync(open.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        }
        finally
        {
            _redis = RedisServer.Start(_redis.Port);
        }

        (await there.GetAuthAsync("me", open.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        await there.UntilRefusedAsync(ended.AccessToken);
    }

    private async Task ForgetAllAsync()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync($"{_redis.ConnectionString},allowAdmin=true");
        await connection.GetServer(connection.GetEndPoints()[0]).FlushAllDatabasesAsync();
    }

    private static Task<AuthAnswer> AdminAsync(HttpClient client) => client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);

    private static async Task SignOutAsync(HttpClient client, AuthAnswer login) =>
        (await client.PostAuthAsync("logout", null, ("Authorization", $"Bearer {login.AccessToken}"))).Status.ShouldBe(HttpStatusCode.NoContent);
}
