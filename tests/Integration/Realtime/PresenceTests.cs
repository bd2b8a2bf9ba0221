using System.Text.Json;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.Realtime;

/// <summary>Who else has a person open for editing, on whatever node.</summary>
public sealed class PresenceTests(BothNodes nodes, Services services) : IClassFixture<BothNodes>
{
    [Fact]
    public async Task Who_edits_a_person_on_another_node_is_seen_until_the_form_is_closed()
    {
        var channel = NewChannel();
        using var admin = await nodes.Here.AdminAsync();
        using var other = await nodes.There.WithRoleAsync("admin");
        await using var near = await LiveClient.ConnectAsync(nodes.Here, admin);
        await near.EditAsync(channel);
        await using var far = await LiveClient.ConnectAsync(nodes.There, other);
        await far.EditAsync(channel);

        (await near.MoveAsync("join")).User.ShouldBe(await other.OwnIdAsync());
        (await far.PresentAsync(channel)).ShouldBe([await admin.OwnIdAsync(), await other.OwnIdAsync()], ignoreOrder: true);
        var stats = (await near.AskAsync("presence_stats", new { channel })).GetProperty("presence_stats");
        stats.GetRawText().ShouldBe("""{"num_clients":2,"num_users":2}""");

        await far.AskAsync("unsubscribe", new { channel });
        (await near.MoveAsync("leave")).User.ShouldBe(await other.OwnIdAsync());
        (await near.PresentAsync(channel)).ShouldBe([await admin.OwnIdAsync()]);
    }

    [Fact]
    public async Task A_connection_that_is_dropped_leaves()
    {
        var channel = NewChannel();
        using var admin = await nodes.Here.AdminAsync();
        await using var near = await LiveClient.ConnectAsync(nodes.Here, admin);
        await near.EditAsync(channel);
        await using (var far = await LiveClient.ConnectAsync(nodes.There, admin))
        {
            await far.EditAsync(channel);
            await near.MoveAsync("join");
        }

        await near.MoveAsync("leave");
        (await near.PresentAsync(channel)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_may_not_edit_people_neither_follows_nor_asks()
    {
        var channel = NewChannel();
        using var reader = await nodes.Here.WithRoleAsync("operator");
        await using var client = await LiveClient.ConnectAsync(nodes.Here, reader);
        (await client.SubscribeAsync(channel)).ShouldBe(103);
        Code(await client.AskAsync("presence", new { channel })).ShouldBe(103);
        Code(await client.AskAsync("presence_stats", new { channel })).ShouldBe(103);
        Code(await client.AskAsync("presence", new { channel = "monitoring" })).ShouldBe(108);
    }

    [Fact]
    public async Task Who_may_edit_people_no_longer_is_gone_from_the_form()
    {
        var channel = NewChannel();
        using var admin = await nodes.Here.AdminAsync();
        var (_, id, other) = await nodes.There.PersonAsync(admin, "admin");
        using var signedIn = other;
        await using var near = await LiveClient.ConnectAsync(nodes.Here, admin);
        await near.EditAsync(channel);
        await using var far = await LiveClient.ConnectAsync(nodes.There, other);
        await far.EditAsync(channel);
        await near.MoveAsync("join");

        await admin.GiveAsync(id, "member");

        (await far.DismissalAsync()).ShouldBe((channel, 2501));
        (await near.MoveAsync("leave")).User.ShouldBe(id);
    }

    [Fact]
    public async Task Who_was_connected_to_a_node_that_died_is_forgotten_and_the_others_are_told()
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Postgres"] = await services.CreateMigratedDatabaseAsync(),
            ["ConnectionStrings:Redis"] = services.Redis,
            ["Realtime:RedisPrefix"] = $"realtime-{Guid.CreateVersion7():N}",
            // One installation has one address, and its tokens are good on every node.
            ["PublicUrl"] = "http://people.test",
            ["Realtime:PresenceInterval"] = "00:00:01",
        };
        var channel = NewChannel();
        await using var host = await MonolithHost.StartAsync(services, settings);
        await using var dying = await HostProcess.Start(settings).ServingAsync();
        using var admin = await host.AdminAsync();
        await using var near = await LiveClient.ConnectAsync(host, admin);
        await near.EditAsync(channel);
        await using var far = await LiveClient.OpenAsync(dying.Address);
        await far.AskAsync("connect", new { token = LiveClient.TokenOf(admin) });
        await far.EditAsync(channel);
        var joined = await near.MoveAsync("join");

        await dying.KillAsync();

        (await near.MoveAsync("leave")).ShouldBe(joined);
        (await near.PresentAsync(channel)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Without_redis_each_node_tells_of_its_own()
    {
        await using var alone = await TwoNodes.StartAsync(services);
        var channel = NewChannel();
        using var admin = await alone.Here.AdminAsync();
        await using var near = await LiveClient.ConnectAsync(alone.Here, admin);
        await near.EditAsync(channel);
        await using var second = await LiveClient.ConnectAsync(alone.Here, admin);
        await alone.WithoutRedisAsync(async () =>
        {
            await second.EditAsync(channel);
            await near.MoveAsync("join");
            (await near.PresentAsync(channel)).Length.ShouldBe(2);
        });

        // Whatever may have been missed is looked up again.
        (await near.DismissalAsync()).ShouldBe((channel, 2500));
        await near.EditAsync(channel);
    }

    private static string NewChannel() => $"users.editing:{Guid.CreateVersion7()}";

    private static int Code(JsonElement reply) => reply.GetProperty("error").GetProperty("code").GetInt32();
}
