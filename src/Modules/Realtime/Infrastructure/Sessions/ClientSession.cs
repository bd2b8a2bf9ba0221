using Microsoft.Extensions.Logging;
using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure.Protocol;

namespace Monolith.Realtime.Infrastructure.Sessions;

/// <summary>
/// One client's conversation, whatever carries it: a transport brings messages to <see cref="ReceiveAsync"/>, one at a time, and sends
/// what <see cref="Outgoing"/> holds until it is complete. Any thread may deliver, watch the deadlines or disconnect.
/// </summary>
#pragma warning disable CA1001 // Whoever is about to disconnect it may come late; the source without a timer holds nothing to release.
internal sealed partial class ClientSession
#pragma warning restore CA1001
{
    private readonly SessionServices services;
    private readonly SessionChannels channels;
    private readonly SessionDeadlines deadlines;
    private readonly CommandRate rate;
    private readonly CancellationTokenSource ended = new();

    // Set by the reader; whoever hears of other roles replaces it.
    private Subscriber? subscriber;
    private DisconnectReason? disconnect;

    public ClientSession(SessionServices services)
    {
        this.services = services;
        Outgoing = new OutgoingQueue(services.Options.MaxQueuedBytes);
        channels = new SessionChannels(services, this);
        deadlines = new SessionDeadlines(services.Options, services.Clock.GetUtcNow());
        rate = new CommandRate(services.Options.CommandsPerSecond, services.Clock);
    }

    public string Id { get; } = Guid.CreateVersion7().ToString();

    public OutgoingQueue Outgoing { get; }

    /// <summary>Who it is, by its token; null until it has brought one.</summary>
    public Subscriber? Subscriber => Volatile.Read(ref subscriber);

    /// <summary>Cancelled once there is a reason to disconnect.</summary>
    public CancellationToken Ended => ended.Token;

    /// <summary>Null while the conversation goes on.</summary>
    public DisconnectReason? Disconnection => Volatile.Read(ref disconnect);

    /// <summary>Only the first reason counts.</summary>
    public void Disconnect(DisconnectReason reason)
    {
        if (Interlocked.CompareExchange(ref disconnect, reason, null) is not null)
            return;
        Outgoing.Complete();
        ended.Cancel();
    }

    /// <summary>Leaves every channel; the transport has nothing more to bring.</summary>
    public void Close()
    {
        Disconnect(DisconnectReason.Closed);
        channels.LeaveAll();
    }

    public void Hear(ReadOnlyMemory<byte> line)
    {
        if (!Outgoing.TryAdd(line))
            Disconnect(DisconnectReason.Slow);
    }

    public void Send(Reply reply) => Hear(ProtocolJson.Encode(reply));

    public void Fail(uint id, ProtocolError error) => Send(new Reply { Id = id, Error = error });

    /// <summary>The same person may do something else now; what that does not allow any more is let go.</summary>
    /// <returns>False when it has become another meanwhile, by a new token for example.</returns>
    public bool TryPermit(Subscriber before, Subscriber now)
    {
        if (Interlocked.CompareExchange(ref subscriber, now, before) != before)
            return false;
        channels.LetGo(now);
        return true;
    }

    /// <summary>Called about once a second.</summary>
    public void Watch(DateTimeOffset now)
    {
        switch (deadlines.Check(now))
        {
            case Due.Ping:
                Hear(ProtocolJson.Ping);
                break;
            case Due.Connect:
                Disconnect(DisconnectReason.Stale);
                break;
            case Due.Pong:
                Disconnect(DisconnectReason.NoPong);
                break;
            case Due.Renewal:
                Disconnect(DisconnectReason.Expired);
                break;
        }
    }

    /// <summary>Takes one message off the transport; never throws for what a client can send.</summary>
    public async Task ReceiveAsync(ReadOnlyMemory<byte> message)
    {
        deadlines.Heard();
        var commands = new List<Command>();
        if (!ProtocolJson.TryDecode(message.Span, commands))
        {
            Disconnect(DisconnectReason.BadRequest);
            return;
        }

        try
        {
            foreach (var command in commands)
            {
                if (Disconnection is not null)
                    return;
                if (rate.TryTake())
                    await HandleAsync(command);
                else
                    Disconnect(DisconnectReason.TooManyRequests);
            }
        }
#pragma warning disable CA1031 // Whatever failed, the client is told and comes back; its connection must not take the process along.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(services.Logger, exception, Id);
            Disconnect(DisconnectReason.Internal);
        }
    }

    private async ValueTask HandleAsync(Command command)
    {
        if (command.IsPong)
            return;
        // Only the answer to a ping goes without an id, and connect comes first and once.
        if (command.Id == 0 || subscriber is null != command.Connect is not null)
            Disconnect(DisconnectReason.BadRequest);
        else if (command.Connect is { } connect)
            await ConnectAsync(command.Id, connect);
        else if (command.Refresh is { } refresh)
            await RefreshAsync(command.Id, refresh);
        else if (command.Ping is { } ping)
            Send(new Reply { Id = command.Id, Ping = ping });
        else if (!await channels.TryHandleAsync(command))
            Fail(command.Id, command.IsUnavailable ? ProtocolError.NotAvailable : ProtocolError.MethodNotFound);
    }

    private async Task ConnectAsync(uint id, ConnectRequest request)
    {
        if (await ReadTokenAsync(id, request.Token) is not { } token)
            return;
        Volatile.Write(ref subscriber, token.Subscriber);
        deadlines.Authenticated(services.Clock.GetUtcNow(), token.ExpiresAt);
        Send(new Reply
        {
            Id = id,
            Connect = new ConnectResult
            {
                Client = Id,
                Version = services.Version,
                Node = services.Node,
                Expires = token.ExpiresAt is not null,
                Ttl = SecondsUntil(token.ExpiresAt),
                Ping = (uint)services.Options.PingInterval.TotalSeconds,
                Pong = true,
            },
        });
    }

    private async Task RefreshAsync(uint id, RefreshRequest request)
    {
        if (await ReadTokenAsync(id, request.Token) is not { Subscriber: { } renewed } token)
            return;
        if (renewed.UserId != subscriber!.UserId)
        {
            Disconnect(DisconnectReason.InvalidToken);
            return;
        }

        Volatile.Write(ref subscriber, renewed);
        deadlines.Renewed(token.ExpiresAt);
        channels.LetGo(renewed);
        Send(new Reply
        {
            Id = id,
            Refresh = new RefreshResult
            {
                Client = Id,
                Version = services.Version,
                Expires = token.ExpiresAt is not null,
                Ttl = SecondsUntil(token.ExpiresAt),
            },
        });
    }

    // An expired token is answered: the client brings a new one. Any other bad token ends the connection for good.
    private async Task<TokenReading?> ReadTokenAsync(uint id, string? token)
    {
        var reading = string.IsNullOrEmpty(token) ? TokenReading.Invalid : await services.Tokens.ReadAsync(token, Ended);
        if (reading.IsValid)
            return reading;
        if (reading.HasExpired)
            Fail(id, ProtocolError.TokenExpired);
        else
            Disconnect(DisconnectReason.InvalidToken);
        return null;
    }

    private uint SecondsUntil(DateTimeOffset? moment) =>
        moment is { } end ? (uint)Math.Clamp(Math.Ceiling((end - services.Clock.GetUtcNow()).TotalSeconds), 1, int.MaxValue) : 0;

    [LoggerMessage(Level = LogLevel.Error, Message = "A command of client {Client} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string client);
}
