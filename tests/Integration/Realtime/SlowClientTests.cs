using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Realtime.Application.Ports;
using Monolith.Realtime.Domain;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Realtime;

/// <summary>One client that does not read costs the others nothing and the node no memory.</summary>
public sealed class SlowClientTests(Services services)
{
    // More than the buffers of both ends of a loopback connection hold.
    private const int Publications = 2_000;
    private const int Size = 16 * 1024;

    [Fact]
    public async Task A_client_that_does_not_read_is_sent_away_and_the_others_hear_everything()
    {
        var settings = new Dictionary<string, string?> { ["Realtime:MaxQueuedBytes"] = "262144", ["Realtime:CloseTimeout"] = "00:00:30" };
        await using var host = await MonolithHost.StartAsync(services, settings);
        using var admin = await host.AdminAsync();
        await using var quick = await LiveClient.ConnectAsync(host, admin);
        (await quick.SubscribeAsync("users")).ShouldBe(0);
        using var slow = new ClientWebSocket();
        await slow.ConnectAsync(LiveClient.AddressOf(host), TestContext.Current.CancellationToken);
        await SayAsync(slow, $$$"""{"id":1,"connect":{"token":"{{{LiveClient.TokenOf(admin)}}}"}}""");
        await SayAsync(slow, """{"id":2,"subscribe":{"channel":"users"}}""");
        (await ReadAsync(slow)).ShouldContain("\"connect\"");

        var publisher = host.Services.GetRequiredService<IPublisher>();
        var text = new string('x', Size);
        for (var number = 0; number < Publications; number++)
        {
            var publication = new Publication("test", Guid.CreateVersion7(), new { number, text }, "slow", DateTimeOffset.UnixEpoch);
            await publisher.PublishAsync(ChannelName.Users, publication, TestContext.Current.CancellationToken);
            var heard = await quick.PublicationAsync(data => data.GetProperty("type").GetString() == "test");
            heard.GetProperty("data").GetProperty("number").GetInt32().ShouldBe(number);
        }

        while (slow.State == WebSocketState.Open)
            await ReadAsync(slow);
        ((int?)slow.CloseStatus).ShouldBe(3008);
    }

    private static Task SayAsync(ClientWebSocket socket, string line) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(line), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    private static async Task<string> ReadAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var part = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, part.Count);
    }
}
