using System.Text.Json;
using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure.Protocol;
using Monolith.Realtime.Infrastructure.Sessions;
using static Monolith.Tests.Unit.Realtime.SessionHarness;

namespace Monolith.Tests.Unit.Realtime;

/// <summary>Who is in a channel, as one node without Redis knows it.</summary>
public sealed class PresenceTests : IDisposable
{
    private static readonly Guid Ann = Guid.CreateVersion7();
    private static readonly Guid Bob = Guid.CreateVersion7();
    private static readonly ChannelName Editing = ChannelName.OfUserEditors(Guid.CreateVersion7());

    private readonly SessionHarness node = new();

    public void Dispose() => node.Dispose();

    [Fact]
    public async Task Who_comes_and_goes_is_told_to_those_who_asked_for_it()
    {
        var asked = await EditsAsync(Ann, hearsMoves: true);
        var silent = await EditsAsync(Bob, hearsMoves: false);
        await SayAsync(silent, $$$"""{"id":3,"unsubscribe":{"channel":"{{{Editing}}}"}}""");

        Heard(asked).Select(line => line.GetRawText()).ShouldBe([Push("join", Bob, silent), Push("leave", Bob, silent)]);
        Heard(silent).ShouldHaveSingleItem().TryGetProperty("unsubscribe", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_is_there_is_told_by_client_and_counted_by_client_and_by_person()
    {
        var first = await EditsAsync(Ann);
        var second = await EditsAsync(Ann);
        await SayAsync(second, $$$"""{"id":3,"presence":{"channel":"{{{Editing}}}"}}""", $$$"""{"id":4,"presence_stats":{"channel":"{{{Editing}}}"}}""");

        var heard = Heard(second);
        heard[0].GetProperty("presence").GetProperty("presence").EnumerateObject().Select(client => (client.Name, client.Value.GetRawText()))
            .ShouldBe([(first.Id, Info(Ann, first)), (second.Id, Info(Ann, second))], ignoreOrder: true);
        heard[1].GetRawText().ShouldBe("""{"id":4,"presence_stats":{"num_clients":2,"num_users":1}}""");
    }

    [Fact]
    public async Task An_answer_names_a_hundred_and_the_count_says_how_many_there_are()
    {
        for (var client = 0; client < PresenceResult.MaxClients + 1; client++)
            await EditsAsync(Ann);
        var reader = await node.ConnectAsync(Bob, "users.write");
        await SayAsync(reader, $$$"""{"id":2,"presence":{"channel":"{{{Editing}}}"}}""", $$$"""{"id":3,"presence_stats":{"channel":"{{{Editing}}}"}}""");

        var heard = Heard(reader);
        heard[0].GetProperty("presence").GetProperty("presence").EnumerateObject().Count().ShouldBe(100);
        heard[1].GetProperty("presence_stats").GetProperty("num_clients").GetInt32().ShouldBe(101);
    }

    [Fact]
    public async Task Nobody_is_an_answer_too()
    {
        var reader = await node.ConnectAsync(Ann, "users.write");
        await SayAsync(reader, $$$"""{"id":2,"presence":{"channel":"{{{Editing}}}"}}""", $$$"""{"id":3,"presence_stats":{"channel":"{{{Editing}}}"}}""");
        Heard(reader).Select(line => line.GetRawText())
            .ShouldBe(["""{"id":2,"presence":{"presence":{}}}""", """{"id":3,"presence_stats":{"num_clients":0,"num_users":0}}"""]);
    }

    [Theory]
    [InlineData("users", 108)]
    [InlineData("users.editing:0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", 103)]
    [InlineData("weather", 102)]
    [InlineData("", 107)]
    public async Task Only_channels_that_show_it_tell_and_only_those_who_may_follow_them(string channel, int code)
    {
        var session = await node.ConnectAsync(Ann, "users.read");
        await SayAsync(session, $$$"""{"id":2,"presence":{"channel":"{{{channel}}}"}}""", $$$"""{"id":3,"presence_stats":{"channel":"{{{channel}}}"}}""");
        Heard(session).Select(line => line.GetProperty("error").GetProperty("code").GetInt32()).ShouldBe([code, code]);
    }

    [Fact]
    public async Task Who_is_elsewhere_is_not_told_of_though_it_asked()
    {
        var session = await node.ConnectAsync(Ann, "users.read");
        await SayAsync(session, """{"id":2,"subscribe":{"channel":"users","join_leave":true}}""");
        var other = await node.ConnectAsync(Bob, "users.read");
        await SayAsync(other, """{"id":2,"subscribe":{"channel":"users"}}""");
        Heard(session).ShouldHaveSingleItem().TryGetProperty("subscribe", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_lost_permission_ends_the_presence_and_the_others_are_told()
    {
        var ann = await EditsAsync(Ann, hearsMoves: true);
        var bob = await EditsAsync(Bob);
        Heard(ann);
        await node.Permissions.ReassignAsync(new(Bob, ["users.read"], 1));

        Heard(ann).ShouldHaveSingleItem().GetRawText().ShouldBe(Push("leave", Bob, bob));
        Heard(bob).ShouldHaveSingleItem().GetProperty("push").GetProperty("unsubscribe").GetProperty("code").GetInt32().ShouldBe(2501);
    }

    [Fact]
    public async Task A_connection_that_ends_leaves()
    {
        var ann = await EditsAsync(Ann, hearsMoves: true);
        var bob = await EditsAsync(Bob);
        Heard(ann);
        node.Sessions.Close(bob);
        Heard(ann).ShouldHaveSingleItem().GetRawText().ShouldBe(Push("leave", Bob, bob));
        node.Hub.Present(Editing).ShouldHaveSingleItem().Client.ShouldBe(ann.Id);
    }

    private async Task<ClientSession> EditsAsync(Guid userId, bool hearsMoves = false)
    {
        var session = await node.ConnectAsync(userId, "users.write");
        var flag = hearsMoves ? ",\"join_leave\":true" : string.Empty;
        await SayAsync(session, $$$"""{"id":2,"subscribe":{"channel":"{{{Editing}}}"{{{flag}}}}}""");
        Heard(session)[0].GetRawText().ShouldBe("""{"id":2,"subscribe":{}}""");
        return session;
    }

    private static string Push(string move, Guid userId, ClientSession session) => JsonSerializer.Serialize(new
    {
        push = new Dictionary<string, object> { ["channel"] = Editing.Value, [move] = new { info = new { user = userId, client = session.Id } } },
    });

    private static string Info(Guid userId, ClientSession session) => JsonSerializer.Serialize(new { user = userId, client = session.Id });
}
