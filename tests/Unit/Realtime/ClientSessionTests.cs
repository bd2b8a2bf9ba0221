using System.Text.Json;
using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure;
using Monolith.Realtime.Infrastructure.Protocol;
using static Monolith.Tests.Unit.Realtime.SessionHarness;

namespace Monolith.Tests.Unit.Realtime;

public sealed class ClientSessionTests : IDisposable
{
    private static readonly Guid Ann = Guid.CreateVersion7();
    private static readonly Guid Bob = Guid.CreateVersion7();

    private readonly SessionHarness node = new();

    public void Dispose() => node.Dispose();

    [Fact]
    public async Task Connects_with_a_token_and_says_when_it_expires_and_how_it_pings()
    {
        node.Issue("good", Ann, TimeSpan.FromSeconds(90.2));
        var session = node.Open();
        await SayAsync(session, """{"id":7,"connect":{"token":"good","name":"js"}}""");

        var reply = Heard(session).ShouldHaveSingleItem();
        reply.GetProperty("id").GetUInt32().ShouldBe(7u);
        var connect = reply.GetProperty("connect");
        connect.GetProperty("expires").GetBoolean().ShouldBeTrue();
        connect.GetProperty("ttl").GetUInt32().ShouldBe(91u);
        connect.GetProperty("ping").GetUInt32().ShouldBe(25u);
        connect.GetProperty("pong").GetBoolean().ShouldBeTrue();
        session.Disconnection.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"id":1,"connect":{"token":"forged"}}""")]
    [InlineData("""{"id":1,"connect":{"token":""}}""")]
    [InlineData("""{"id":1,"connect":{}}""")]
    public async Task Ends_for_good_on_a_bad_token(string command)
    {
        var session = node.Open();
        await SayAsync(session, command);
        session.Disconnection.ShouldBe(DisconnectReason.InvalidToken);
    }

    [Fact]
    public async Task Asks_for_another_token_when_one_has_expired()
    {
        node.Expire("old");
        node.Issue("new", Ann, TimeSpan.FromMinutes(5));
        var session = node.Open();
        await SayAsync(session, """{"id":1,"connect":{"token":"old"}}""");
        ErrorOf(Heard(session)).ShouldBe((1u, 109));
        await SayAsync(session, """{"id":2,"connect":{"token":"new"}}""");
        Heard(session).ShouldHaveSingleItem().TryGetProperty("connect", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"id":1,"subscribe":{"channel":"users"}}""")]
    [InlineData("""{"connect":{"token":"good"}}""")]
    [InlineData("""{"id":1}""")]
    [InlineData("garbage")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"id":-1,"connect":{}}""")]
    public async Task Refuses_what_is_not_a_connect_first(string message)
    {
        var session = node.Open();
        await SayAsync(session, message);
        session.Disconnection.ShouldBe(DisconnectReason.BadRequest);
    }

    [Fact]
    public async Task Refuses_to_connect_twice()
    {
        var session = await node.ConnectAsync(Ann);
        await SayAsync(session, """{"id":2,"connect":{"token":"x"}}""");
        session.Disconnection.ShouldBe(DisconnectReason.BadRequest);
    }

    [Fact]
    public async Task Answers_each_command_of_a_batch_under_its_id()
    {
        var session = await node.ConnectAsync(Ann, "users.read");
        await SayAsync(
            session,
            """{"id":2,"subscribe":{"channel":"users"}}""",
            """{"id":3,"subscribe":{"channel":"users"}}""",
            """{"id":4,"subscribe":{"channel":"monitoring"}}""",
            """{"id":5,"subscribe":{"channel":"weather"}}""",
            """{"id":6,"subscribe":{"channel":""}}""",
            """{"id":7,"history":{"channel":"users"}}""",
            """{"id":8,"juggle":{}}""",
            """{"id":9,"unsubscribe":{"channel":"users"}}""",
            """{"id":10,"ping":{}}""");

        Heard(session).Select(Outcome).ShouldBe(
        [
            "2 subscribe", "3 error 105", "4 error 103", "5 error 102", "6 error 107", "7 error 108", "8 error 104",
            "9 unsubscribe", "10 ping",
        ]);
        session.Disconnection.ShouldBeNull();
    }

    [Fact]
    public async Task Hears_a_channel_only_while_subscribed()
    {
        var session = await node.ConnectAsync(Ann, "users.read");
        node.Hub.Deliver(ChannelName.Users, """{"n":1}"""u8);
        await SayAsync(session, """{"id":2,"subscribe":{"channel":"users"}}""");
        node.Hub.Deliver(ChannelName.Users, """{"n":2}"""u8);
        await SayAsync(session, """{"id":3,"unsubscribe":{"channel":"users"}}""");
        node.Hub.Deliver(ChannelName.Users, """{"n":3}"""u8);

        var heard = Heard(session);
        heard.Count.ShouldBe(3);
        heard[1].GetRawText().ShouldBe("""{"push":{"channel":"users","pub":{"data":{"n":2}}}}""");
    }

    [Fact]
    public async Task A_renewed_token_keeps_the_connection_and_drops_what_it_no_longer_allows()
    {
        var session = await node.ConnectAsync(Ann, "users.read");
        await SayAsync(session, """{"id":2,"subscribe":{"channel":"users"}}""", $$$"""{"id":3,"subscribe":{"channel":"user:{{{Ann}}}"}}""");
        Heard(session);
        node.Issue("demoted", Ann, TimeSpan.FromHours(3));
        await SayAsync(session, """{"id":4,"refresh":{"token":"demoted"}}""");

        var heard = Heard(session);
        heard[0].GetProperty("push").GetProperty("unsubscribe").GetProperty("code").GetInt32().ShouldBe(2501);
        heard[1].GetProperty("refresh").GetProperty("ttl").GetUInt32().ShouldBe(3 * 60 * 60u);
        node.Hub.Count(ChannelName.Users).ShouldBe(0);
        node.Hub.Count(ChannelName.OfUser(Ann)).ShouldBe(1);
    }

    [Fact]
    public async Task Refuses_to_become_somebody_else()
    {
        var session = await node.ConnectAsync(Ann);
        node.Issue("bob", Bob, TimeSpan.FromHours(1));
        await SayAsync(session, """{"id":2,"refresh":{"token":"bob"}}""");
        session.Disconnection.ShouldBe(DisconnectReason.InvalidToken);
    }

    [Fact]
    public void Is_stale_without_a_connect_in_time()
    {
        var session = node.Open();
        node.Pass(node.Options.ConnectTimeout - TimeSpan.FromSeconds(1));
        session.Disconnection.ShouldBeNull();
        node.Pass(TimeSpan.FromSeconds(1));
        session.Disconnection.ShouldBe(DisconnectReason.Stale);
    }

    [Fact]
    public async Task Is_pinged_and_stays_as_long_as_it_answers()
    {
        var session = await node.ConnectAsync(Ann);
        for (var round = 0; round < 3; round++)
        {
            node.Pass(node.Options.PingInterval);
            Heard(session).ShouldHaveSingleItem().GetRawText().ShouldBe("{}");
            await SayAsync(session, "{}");
        }

        session.Disconnection.ShouldBeNull();
        node.Pass(node.Options.PingInterval + node.Options.PongTimeout);
        session.Disconnection.ShouldBe(DisconnectReason.NoPong);
    }

    [Fact]
    public async Task Expires_a_grace_after_its_token_unless_renewed()
    {
        using var quiet = new SessionHarness(new RealtimeOptions { PingInterval = TimeSpan.FromMinutes(10) });
        quiet.Issue("short", Ann, TimeSpan.FromSeconds(60));
        quiet.Issue("long", Ann, TimeSpan.FromSeconds(120));
        var renewed = quiet.Open();
        var forgotten = quiet.Open();
        await SayAsync(renewed, """{"id":1,"connect":{"token":"short"}}""");
        await SayAsync(forgotten, """{"id":1,"connect":{"token":"short"}}""");
        quiet.Pass(TimeSpan.FromSeconds(59));
        await SayAsync(renewed, """{"id":2,"refresh":{"token":"long"}}""");

        quiet.Pass(TimeSpan.FromSeconds(1) + quiet.Options.ExpiryGrace);
        forgotten.Disconnection.ShouldBe(DisconnectReason.Expired);
        renewed.Disconnection.ShouldBeNull();
        quiet.Pass(TimeSpan.FromSeconds(60));
        renewed.Disconnection.ShouldBe(DisconnectReason.Expired);
    }

    [Fact]
    public async Task Goes_when_it_lets_too_much_pile_up()
    {
        using var small = new SessionHarness(new RealtimeOptions { MaxQueuedBytes = 4096 });
        var slow = await small.ConnectAsync(Ann, "users.read");
        var quick = await small.ConnectAsync(Bob, "users.read");
        await SayAsync(slow, """{"id":2,"subscribe":{"channel":"users"}}""");
        await SayAsync(quick, """{"id":2,"subscribe":{"channel":"users"}}""");
        for (var i = 0; i < 100; i++)
        {
            small.Hub.Deliver(ChannelName.Users, JsonSerializer.SerializeToUtf8Bytes(new { text = new string('x', 100) }));
            Heard(quick);
        }

        slow.Disconnection.ShouldBe(DisconnectReason.Slow);
        quick.Disconnection.ShouldBeNull();
    }

    [Fact]
    public async Task Goes_when_it_asks_too_much_at_once()
    {
        using var strict = new SessionHarness(new RealtimeOptions { CommandsPerSecond = 5 });
        var session = await strict.ConnectAsync(Ann);
        for (var round = 0; round < 20; round++)
        {
            await SayAsync(session, """{"id":2,"ping":{}}""");
            strict.Clock.Advance(TimeSpan.FromSeconds(0.2));
        }

        session.Disconnection.ShouldBeNull();
        await SayAsync(session, [.. Enumerable.Range(3, 11).Select(id => $$$"""{"id":{{{id}}},"ping":{}}""")]);
        session.Disconnection.ShouldBe(DisconnectReason.TooManyRequests);
    }

    [Fact]
    public async Task Follows_a_bounded_number_of_channels()
    {
        using var narrow = new SessionHarness(new RealtimeOptions { MaxChannelsPerConnection = 1 });
        var session = await narrow.ConnectAsync(Ann, "users.read");
        await SayAsync(session, """{"id":2,"subscribe":{"channel":"users"}}""", $$$"""{"id":3,"subscribe":{"channel":"user:{{{Ann}}}"}}""");
        ErrorOf(Heard(session).Skip(1).ToList()).ShouldBe((3u, 106));
    }

    [Fact]
    public async Task Is_told_to_subscribe_again_when_something_may_be_missing()
    {
        var session = await node.ConnectAsync(Ann, "users.read");
        await SayAsync(session, """{"id":2,"subscribe":{"channel":"users"}}""");
        Heard(session);
        node.Hub.DismissAll(UnsubscribeReason.InsufficientState);
        Heard(session).ShouldHaveSingleItem().GetProperty("push").GetProperty("unsubscribe").GetProperty("code").GetInt32().ShouldBe(2500);
        await SayAsync(session, """{"id":3,"subscribe":{"channel":"users"}}""");
        Heard(session).Select(Outcome).ShouldBe(["3 subscribe"]);
    }

    [Fact]
    public async Task Leaves_its_channels_when_the_transport_ends()
    {
        var session = await node.ConnectAsync(Ann, "users.read");
        await SayAsync(session, """{"id":2,"subscribe":{"channel":"users"}}""");
        node.Sessions.Close(session);
        node.Hub.Count(ChannelName.Users).ShouldBe(0);
        session.Disconnection.ShouldBe(DisconnectReason.Closed);
    }

    [Fact]
    public async Task A_stopping_node_sends_everybody_away_and_takes_nobody()
    {
        var session = await node.ConnectAsync(Ann);
        node.Sessions.Stop();
        session.Disconnection.ShouldBe(DisconnectReason.Shutdown);
        node.Sessions.TryOpen().ShouldBeNull();
    }

    [Fact]
    public void A_full_node_takes_the_next_client_when_one_has_left()
    {
        using var tiny = new SessionHarness(new RealtimeOptions { MaxConnections = 1 });
        var first = tiny.Open();
        tiny.Sessions.TryOpen().ShouldBeNull();
        tiny.Sessions.Close(first);
        tiny.Open();
    }

    [Fact]
    public async Task Ends_with_the_sign_in_session_of_its_token_and_no_other()
    {
        var (mine, other) = (await node.ConnectAsync(Ann), await node.ConnectAsync(Bob));
        node.Sessions.End(SessionHarness.SessionOf(Ann));
        mine.Disconnection.ShouldBe(DisconnectReason.InvalidToken);
        other.Disconnection.ShouldBeNull();
    }

    [Fact]
    public async Task Ends_when_its_token_was_being_read_while_the_session_ended()
    {
        node.Sessions.End(SessionHarness.SessionOf(Ann));
        var late = await node.ConnectAsync(Ann);
        node.Sessions.Watch(node.Clock.GetUtcNow());
        late.Disconnection.ShouldBe(DisconnectReason.InvalidToken);
    }

    private static (uint Id, int Code) ErrorOf(IReadOnlyList<JsonElement> heard)
    {
        var reply = heard.ShouldHaveSingleItem();
        return (reply.GetProperty("id").GetUInt32(), reply.GetProperty("error").GetProperty("code").GetInt32());
    }

    private static string Outcome(JsonElement reply)
    {
        var outcome = reply.EnumerateObject().Single(property => property.Name != "id");
        var code = outcome.Name == "error" ? $" {outcome.Value.GetProperty("code")}" : string.Empty;
        return $"{reply.GetProperty("id")} {outcome.Name}{code}";
    }
}
