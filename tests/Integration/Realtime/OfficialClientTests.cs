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

    private static int Code(JsonElement report) => report.GetProperty("code").GetInt32();
}
