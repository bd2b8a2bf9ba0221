using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Realtime;

/// <summary>Who may connect, what may be said, and how a connection ends.</summary>
public sealed class ConnectionTests(OneHost fixture, Services services) : IClassFixture<OneHost>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task An_access_token_connects_and_another_one_renews_the_connection()
    {
        using var admin = await Host.AdminAsync();
        using var again = await Host.AdminAsync();
        await using var client = await LiveClient.OpenAsync(Host);
        var connected = (await client.AskAsync("connect", new { token = LiveClient.TokenOf(admin) })).GetProperty("connect");
        connected.GetProperty("expires").GetBoolean().ShouldBeTrue();

        var renewed = (await client.AskAsync("refresh", new { token = LiveClient.TokenOf(again) })).GetProperty("refresh");
        renewed.GetProperty("client").GetString().ShouldBe(connected.GetProperty("client").GetString());
        renewed.GetProperty("ttl").GetInt32().ShouldBeInRange(1, 600);
        (await client.SubscribeAsync("users")).ShouldBe(0);
    }

    [Fact]
    public async Task A_forged_token_ends_the_connection_for_good()
    {
        using var admin = await Host.AdminAsync();
        var parts = LiveClient.TokenOf(admin).Split('.');
        await using var client = await LiveClient.OpenAsync(Host);
        await client.SayAsync($$$"""{"id":1,"connect":{"token":"{{{parts[0]}}}.{{{parts[1]}}}.{{{new string('A', parts[2].Length)}}}"}}""");
        (await client.EndAsync()).ShouldBe(3500);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("""{"id":1,"subscribe":{"channel":"users"}}""")]
    public async Task What_is_no_connect_command_ends_the_connection_for_good(string message)
    {
        await using var client = await LiveClient.OpenAsync(Host);
        await client.SayAsync(message);
        (await client.EndAsync()).ShouldBe(3501);
    }

    [Fact]
    public async Task A_message_past_the_limit_ends_the_connection_for_good()
    {
        await using var client = await LiveClient.OpenAsync(Host);
        await client.SayAsync(new string(' ', (64 * 1024) + 1));
        (await client.EndAsync()).ShouldBe(3501);
    }

    [Fact]
    public async Task A_binary_message_is_the_wrong_protocol()
    {
        await using var client = await LiveClient.OpenAsync(Host);
        await client.SayAsync("{}", WebSocketMessageType.Binary);
        (await client.EndAsync()).ShouldBe(3506);
    }

    [Fact]
    public async Task Members_follow_themselves_only()
    {
        var (_, member) = await Host.MemberAsync();
        using var signedIn = member;
        var me = await member.GetFromJsonAsync<JsonObject>("/api/v1/auth/me", TestContext.Current.CancellationToken);
        await using var client = await LiveClient.ConnectAsync(Host, member);

        (await client.SubscribeAsync($"user:{(string)me!["id"]!}")).ShouldBe(0);
        (await client.SubscribeAsync($"user:{Guid.CreateVersion7()}")).ShouldBe(103);
        (await client.SubscribeAsync("users")).ShouldBe(103);
        (await client.SubscribeAsync("monitoring")).ShouldBe(103);
        (await client.SubscribeAsync("weather")).ShouldBe(102);
    }

    [Fact]
    public async Task Operators_follow_monitoring_but_not_the_directory()
    {
        using var signedIn = await Host.WithRoleAsync("operator");
        await using var client = await LiveClient.ConnectAsync(Host, signedIn);
        (await client.SubscribeAsync("monitoring")).ShouldBe(0);
        (await client.SubscribeAsync("users")).ShouldBe(103);
    }

    [Fact]
    public async Task A_plain_request_is_told_to_use_a_websocket()
    {
        using var client = Host.CreateClient();
        using var answer = await client.GetAsync("/connection/websocket", TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
        ((string?)problem!["code"]).ShouldBe("realtime.not_a_websocket");
    }

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    [InlineData("https://friend.example", true)]
    public async Task Only_known_pages_may_connect(string origin, bool allowed)
    {
        var settings = new Dictionary<string, string?> { ["Cors:Origins:0"] = "https://friend.example" };
        await using var host = await MonolithHost.StartAsync(services, settings);
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", origin);
        var connecting = socket.ConnectAsync(LiveClient.AddressOf(host), TestContext.Current.CancellationToken);
        if (allowed)
            await connecting;
        else
            await connecting.ShouldThrowAsync<WebSocketException>();
        socket.HttpStatusCode.ShouldBe(allowed ? HttpStatusCode.SwitchingProtocols : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_stopping_host_sends_its_clients_to_another_node()
    {
        await using var host = await MonolithHost.StartAsync(services);
        using var admin = await host.AdminAsync();
        await using var client = await LiveClient.ConnectAsync(host, admin);
        await using var silent = await LiveClient.OpenAsync(host);
        var stopping = host.Running.StopAsync(TestContext.Current.CancellationToken);
        (await client.EndAsync()).ShouldBe(3001);
        (await silent.EndAsync()).ShouldBe(3001);
        await stopping;
    }
}
