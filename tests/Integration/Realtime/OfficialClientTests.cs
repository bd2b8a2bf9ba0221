using System.Text.Json;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Realtime;

/// <summary>The protocol's official client works unchanged.</summary>
public sealed class OfficialClientTests(Services services)
{
    [Fact]
    public async Task Subscribes_hears_leaves_and_is_refused_as_its_own_server_would()
    {
        await using var host = await MonolithHost.StartAsync(services);
        await using var client = OfficialClient.Start(host, MonolithHost.AdminEmail, MonolithHost.AdminPassword);
        await client.ReportAsync("connected");
        await client.SayAsync("subscribe users");
        await client.ReportAsync("subscribed");
        var correlationId = $"js-{Guid.CreateVersion7():N}";
        var person = await host.RegisterAsync(correlationId: correlationId);
        var publication = await client.ReportAsync("publication");
        publication.GetProperty("data").GetProperty("correlationId").GetString().ShouldBe(correlationId);
        publication.GetProperty("data").GetProperty("data").GetProperty("email").GetString().ShouldBe(person.Email);

        await client.SayAsync("history users");
        Code(await client.ReportAsync("refused")).ShouldBe(108);
        await client.SayAsync("unsubscribe users");
        Code(await client.ReportAsync("unsubscribed")).ShouldBe(0);
        await client.SayAsync("subscribe users");
        await client.ReportAsync("subscribed");
        await client.SayAsync($"subscribe user:{Guid.CreateVersion7()}");
        Code(await client.ReportAsync("unsubscribed")).ShouldBe(103);
        await client.SayAsync("subscribe weather");
        Code(await client.ReportAsync("unsubscribed")).ShouldBe(102);
    }

    [Fact]
    public async Task Renews_its_token_on_the_same_connection_and_answers_pings()
    {
        await using var host = await MonolithHost.StartAsync(services, new Dictionary<string, string?>
        {
            ["Identity:AccessTokens:Lifetime"] = "00:00:05",
            ["Realtime:PingInterval"] = "00:00:04",
            ["Realtime:PongTimeout"] = "00:00:03",
            ["Realtime:ExpiryGrace"] = "00:00:04",
        });
        await using var client = OfficialClient.Start(host, MonolithHost.AdminEmail, MonolithHost.AdminPassword);
        await client.ReportAsync("connected");
        await client.SayAsync("subscribe users");
        await client.ReportAsync("subscribed");
        // The third comes after 10 seconds: the first, or a ping without its pong, would have ended the connection before.
        for (var renewals = 0; renewals < 2; renewals++)
            await client.ReportAsync("token");
        await host.RegisterAsync();
        await client.ReportAsync("publication");
        client.Count("connecting").ShouldBe(1);
    }

    [Fact]
    public async Task Comes_back_by_itself_when_its_node_stops()
    {
        await using var host = await MonolithHost.StartAsync(services);
        await using var client = OfficialClient.Start(host, MonolithHost.AdminEmail, MonolithHost.AdminPassword);
        await client.ReportAsync("connected");
        await host.Running.StopAsync(TestContext.Current.CancellationToken);
        (await client.ReportAsync("connecting", report => Code(report) != 0)).GetProperty("code").GetInt32().ShouldBe(3001);
    }

    [Fact]
    public async Task Sees_who_is_there_and_who_comes_and_goes()
    {
        await using var host = await MonolithHost.StartAsync(services);
        var channel = $"users.editing:{Guid.CreateVersion7()}";
        await using var client = OfficialClient.Start(host, MonolithHost.AdminEmail, MonolithHost.AdminPassword);
        var own = (await client.ReportAsync("connected")).GetProperty("client").GetString()!;
        await client.SayAsync($"subscribe {channel}");
        await client.ReportAsync("subscribed");
        using var admin = await host.AdminAsync();
        await using var other = await LiveClient.ConnectAsync(host, admin);
        await other.EditAsync(channel);

        var joined = (await client.ReportAsync("join", report => ClientOf(report) != own)).GetProperty("info");
        await client.SayAsync($"presence {channel}");
        var present = (await client.ReportAsync("presence")).GetProperty("clients");
        present.EnumerateObject().Select(entry => entry.Name).ShouldBe([own, joined.GetProperty("client").GetString()!], ignoreOrder: true);
        await client.SayAsync($"stats {channel}");
        var stats = await client.ReportAsync("stats");
        (stats.GetProperty("numClients").GetInt32(), stats.GetProperty("numUsers").GetInt32()).ShouldBe((2, 1));
        await other.AskAsync("unsubscribe", new { channel });
        (await client.ReportAsync("leave")).GetProperty("info").GetRawText().ShouldBe(joined.GetRawText());
    }

    private static string? ClientOf(JsonElement report) => report.GetProperty("info").GetProperty("client").GetString();

    private static int Code(JsonElement report) => report.GetProperty("code").GetInt32();
}
