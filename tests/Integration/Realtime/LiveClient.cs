using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Realtime;

/// <summary>A client that speaks the protocol line by line over a real WebSocket and keeps an inbox of what it is pushed.</summary>
internal sealed class LiveClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket socket = new();
    private readonly Channel<JsonElement> replies = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<JsonElement> pushes = Channel.CreateUnbounded<JsonElement>();
    private Task reading = Task.CompletedTask;
    private uint lastId;

    /// <summary>A WebSocket that has said nothing yet.</summary>
    public static Task<LiveClient> OpenAsync(MonolithHost host) => OpenAsync(host.Address);

    /// <summary>As the other, to a host that is a process of its own.</summary>
    public static async Task<LiveClient> OpenAsync(Uri host)
    {
        var client = new LiveClient();
        await client.socket.ConnectAsync(AddressOf(host), TestContext.Current.CancellationToken);
        client.reading = client.ReadAsync();
        return client;
    }

    public static async Task<LiveClient> ConnectAsync(MonolithHost host, string accessToken)
    {
        var client = await OpenAsync(host);
        var reply = await client.AskAsync("connect", new { token = accessToken });
        reply.GetProperty("connect").GetProperty("pong").GetBoolean().ShouldBeTrue();
        return client;
    }

    public static Task<LiveClient> ConnectAsync(MonolithHost host, HttpClient signedIn) => ConnectAsync(host, TokenOf(signedIn));

    public static string TokenOf(HttpClient signedIn) => signedIn.DefaultRequestHeaders.Authorization!.Parameter!;

    public static Uri AddressOf(MonolithHost host) => AddressOf(host.Address);

    private static Uri AddressOf(Uri host) => new UriBuilder(host) { Scheme = "ws", Path = "/connection/websocket" }.Uri;

    /// <returns>The whole reply.</returns>
    public async Task<JsonElement> AskAsync(string method, object request)
    {
        var id = ++lastId;
        await SayAsync(JsonSerializer.Serialize(new Dictionary<string, object> { ["id"] = id, [method] = request }));
        var reply = await NextAsync(replies.Reader);
        reply.GetProperty("id").GetUInt32().ShouldBe(id);
        return reply;
    }

    /// <returns>0 when subscribed, else the error code.</returns>
    public async Task<int> SubscribeAsync(string channel)
    {
        var reply = await AskAsync("subscribe", new { channel });
        return reply.TryGetProperty("error", out var error) ? error.GetProperty("code").GetInt32() : 0;
    }

    public Task SayAsync(string text, WebSocketMessageType type = WebSocketMessageType.Text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), type, endOfMessage: true, TestContext.Current.CancellationToken);

    /// <summary>The next push of any kind.</summary>
    public Task<JsonElement> PushAsync() => NextAsync(pushes.Reader);

    /// <summary>The data of the first publication that is meant; others may come before it.</summary>
    public async Task<JsonElement> PublicationAsync(Func<JsonElement, bool> meant)
    {
        while (true)
        {
            var push = await PushAsync();
            if (push.TryGetProperty("pub", out var publication) && meant(publication.GetProperty("data")))
                return publication.GetProperty("data");
        }
    }

    public Task<JsonElement> CreatedAsync(string email) =>
        PublicationAsync(data =>
            data.GetProperty("type").GetString() == "users.user-created.v1"
            && data.GetProperty("data").GetProperty("email").GetString() == email);

    /// <summary>The next subscription that the server ends, and its code; publications may come before it.</summary>
    public async Task<(string? Channel, int Code)> DismissalAsync()
    {
        while (true)
        {
            var push = await PushAsync();
            if (push.TryGetProperty("unsubscribe", out var unsubscribe))
                return (push.GetProperty("channel").GetString(), unsubscribe.GetProperty("code").GetInt32());
        }
    }

    /// <summary>The code with which the server ends the connection.</summary>
    public async Task<int> EndAsync()
    {
        await reading.WaitAsync(Patience);
        return (int)socket.CloseStatus.ShouldNotBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        if (socket.State == WebSocketState.Open)
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await reading;
        socket.Dispose();
    }

    private static async Task<JsonElement> NextAsync(ChannelReader<JsonElement> inbox) =>
        await inbox.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    private async Task ReadAsync()
    {
        try
        {
            while (await ReceiveAsync() is { } message)
            {
                foreach (var line in message.Split('\n'))
                    await SortAsync(JsonElement.Parse(line));
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (WebSocketException exception)
        {
            replies.Writer.TryComplete(exception);
            pushes.Writer.TryComplete(exception);
        }

        var end = new InvalidOperationException($"The server ended the connection: {socket.CloseStatusDescription}.");
        replies.Writer.TryComplete(end);
        pushes.Writer.TryComplete(end);
    }

    private async Task<string?> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return Encoding.UTF8.GetString(message.ToArray());
        }
    }

    private async Task SortAsync(JsonElement line)
    {
        if (line.TryGetProperty("push", out var push))
            pushes.Writer.TryWrite(push);
        else if (line.TryGetProperty("id", out _))
            replies.Writer.TryWrite(line);
        else
            await SayAsync("{}");
    }
}
