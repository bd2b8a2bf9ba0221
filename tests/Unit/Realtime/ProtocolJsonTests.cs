using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Monolith.Realtime.Infrastructure.Protocol;

namespace Monolith.Tests.Unit.Realtime;

public sealed class ProtocolJsonTests
{
    private static readonly Gen<string?> Text = ArbMap.Default.GeneratorFor<string?>();

    private static readonly Gen<Command> AnyCommand =
        from id in Gen.Choose(0, int.MaxValue)
        from text in Text
        from other in Text
        from command in Gen.Elements<Command>(
            new() { Connect = new ConnectRequest { Token = text, Name = other } },
            new() { Subscribe = new SubscribeRequest { Channel = text } },
            new() { Unsubscribe = new UnsubscribeRequest { Channel = text } },
            new() { Refresh = new RefreshRequest { Token = text } },
            new() { Ping = new EmptyMessage() },
            new() { Presence = new PresenceRequest { Channel = text } },
            new() { PresenceStats = new PresenceRequest { Channel = text } },
            new())
        select command with { Id = (uint)id };

    [Fact]
    public void Any_batch_of_commands_reads_as_it_was_written() =>
        Prop.ForAll(
            AnyCommand.NonEmptyListOf().ToArbitrary(),
            commands =>
            {
                var written = string.Join('\n', commands.Select(Written));
                var read = new List<Command>();
                return ProtocolJson.TryDecode(Encoding.UTF8.GetBytes(written), read) && read.SequenceEqual(commands.Select(Wellformed));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_bytes_throw_and_none_but_commands_pass()
    {
        using var node = new SessionHarness();
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            bytes =>
            {
                var session = node.Open();
                var receiving = session.ReceiveAsync(bytes);
                return receiving.IsCompletedSuccessfully && session.Disconnection == DisconnectReason.BadRequest;
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_mutilated_command_throws()
    {
        var whole = """{"id":1,"connect":{"token":"t\u00e9\ud83d\ude00","data":{"a":[1,2.5e3,null,true]}}}"""u8.ToArray();
        var mutilation = from at in Gen.Choose(0, whole.Length - 1)
                         from value in Gen.Choose(0, byte.MaxValue)
                         select (at, value: (byte)value);
        using var node = new SessionHarness();
        Prop.ForAll(
            mutilation.NonEmptyListOf().ToArbitrary(),
            mutilations =>
            {
                var bytes = whole.ToArray();
                foreach (var (at, value) in mutilations)
                    bytes[at] = value;
                var session = node.Open();
                var isReceived = session.ReceiveAsync(bytes).IsCompletedSuccessfully;
                // What is left may be members that nobody knows: that is an empty command, the answer to a ping.
                return isReceived && (IsEmptyCommand(bytes)
                    ? session.Disconnection is null
                    : session.Disconnection == DisconnectReason.BadRequest || session.Disconnection == DisconnectReason.InvalidToken);
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Members_it_does_not_know_alone_are_an_empty_command()
    {
        using var node = new SessionHarness();
        var session = node.Open();
        var bytes = "{\"xd\":1,\"coxnect\":{\"token\":\"t\"}}"u8.ToArray();
        session.ReceiveAsync(bytes).IsCompletedSuccessfully.ShouldBeTrue();
        IsEmptyCommand(bytes).ShouldBeTrue();
        session.Disconnection.ShouldBeNull();
    }

    [Fact]
    public void Passes_over_empty_lines_and_members_it_does_not_know()
    {
        var read = new List<Command>();
        ProtocolJson.TryDecode("\n{\"id\":1,\"ping\":{},\"later\":[1]}\r\n\n{}\n"u8, read).ShouldBeTrue();
        read.ShouldBe([new Command { Id = 1, Ping = new EmptyMessage() }, new Command()]);
    }

    [Fact]
    public void Leaves_out_what_is_not_set() =>
        Encoding.UTF8.GetString(ProtocolJson.Encode(new Reply { Id = 3, Error = ProtocolError.PermissionDenied }).Span)
            .ShouldBe("""{"id":3,"error":{"code":103,"message":"permission denied"}}""");

    // JSON in UTF-8 cannot carry half a surrogate pair; writers replace it.
    private static Command Wellformed(Command command) =>
        JsonSerializer.Deserialize(Written(command), ProtocolJsonContext.Default.Command)!;

    private static string Written(Command command) => JsonSerializer.Serialize(command, ProtocolJsonContext.Default.Command);

    private static bool IsEmptyCommand(byte[] bytes)
    {
        var read = new List<Command>();
        return ProtocolJson.TryDecode(bytes, read) && read.SequenceEqual([new Command()]);
    }
}
