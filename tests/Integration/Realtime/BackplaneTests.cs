using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Realtime;

/// <summary>Several nodes on one PostgreSQL and one Redis.</summary>
public sealed class BackplaneTests(Services services)
{
    [Fact]
    public async Task A_registration_on_one_node_reaches_a_directory_that_is_open_on_another()
    {
        var settings = await SharedAsync(services.Redis);
        await using var here = await MonolithHost.StartAsync(services, settings);
        await using var there = await MonolithHost.StartAsync(services, settings);
        using var admin = await here.AdminAsync();
        await using var near = await LiveClient.ConnectAsync(here, admin);
        await using var far = await LiveClient.ConnectAsync(there, admin);
        (await near.SubscribeAsync("users")).ShouldBe(0);
        (await far.SubscribeAsync("users")).ShouldBe(0);

        foreach (var node in new[] { here, there })
        {
            var person = await node.RegisterAsync();
            var heardNear = await near.CreatedAsync(person.Email);
            var heardFar = await far.CreatedAsync(person.Email);
            heardFar.GetRawText().ShouldBe(heardNear.GetRawText());
        }
    }

    [Fact]
    public async Task After_redis_was_away_clients_are_told_to_look_again_and_then_hear_everything()
    {
        var redis = RedisServer.Start();
        try
        {
            await using var host = await MonolithHost.StartAsync(services, await SharedAsync(redis.ConnectionString));
            using var admin = await host.AdminAsync();
            await using var client = await LiveClient.ConnectAsync(host, admin);
            (await client.SubscribeAsync("users")).ShouldBe(0);

            await redis.DisposeAsync();
            var alone = await host.RegisterAsync();
            await client.CreatedAsync(alone.Email);

            redis = RedisServer.Start(redis.Port);
            var push = await client.PushAsync();
            push.GetProperty("channel").GetString().ShouldBe("users");
            push.GetProperty("unsubscribe").GetProperty("code").GetInt32().ShouldBe(2500);
            (await client.SubscribeAsync("users")).ShouldBe(0);
            var together = await host.RegisterAsync();
            await client.CreatedAsync(together.Email);
        }
        finally
        {
            await redis.DisposeAsync();
        }
    }

    private async Task<Dictionary<string, string?>> SharedAsync(string redis) => new()
    {
        ["ConnectionStrings:Postgres"] = await services.CreateMigratedDatabaseAsync(),
        ["ConnectionStrings:Redis"] = redis,
        ["Realtime:RedisPrefix"] = $"realtime-{Guid.CreateVersion7():N}",
    };
}
