using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure.Channels;
using Monolith.Realtime.Infrastructure.Protocol;

namespace Monolith.Realtime.Infrastructure.Sessions;

/// <summary>The channels that one client follows, and what it asks of them. Commands come from its reader, one at a time; the rest from any thread.</summary>
internal sealed class SessionChannels(SessionServices services, ClientSession session) : IListener
{
    private readonly SubscriptionSet subscriptions = new(services.Options.MaxChannelsPerConnection);

    /// <remarks>Another person's token ends the connection, so this stays what it is for as long as a channel can ask.</remarks>
    public ClientInfo Info => new(session.Subscriber!.UserId.ToString(), session.Id);

    public void Hear(ReadOnlyMemory<byte> line) => session.Hear(line);

    public void Dismiss(ChannelName channel, UnsubscribeReason reason)
    {
        if (subscriptions.Remove(channel))
            session.Send(new Reply { Push = new Push { Channel = channel.Value, Unsubscribe = reason } });
    }

    public void Moved(ChannelName channel, bool isThere)
    {
        if (ChannelRules.HasPresence(channel))
            services.Presence.Moved(channel, Info, isThere);
    }

    /// <returns>False when the command is not about a channel.</returns>
    public async ValueTask<bool> TryHandleAsync(Command command)
    {
        if (command.Subscribe is { } subscribe)
            Subscribe(command.Id, subscribe);
        else if (command.Unsubscribe is { } unsubscribe)
            Unsubscribe(command.Id, unsubscribe);
        else if (command.Presence is { } presence)
            await ShowPresenceAsync(command.Id, presence, async channel => new Reply { Id = command.Id, Presence = await services.Presence.ListAsync(channel) });
        else if (command.PresenceStats is { } stats)
            await ShowPresenceAsync(command.Id, stats, async channel => new Reply { Id = command.Id, PresenceStats = await services.Presence.CountAsync(channel) });
        else
            return false;
        return true;
    }

    /// <summary>Leaves whatever the person may not follow any more.</summary>
    public void LetGo(Subscriber allowed)
    {
        foreach (var channel in subscriptions.All().Where(channel => ChannelRules.Subscribe(channel, allowed) != ChannelAccess.Granted))
        {
            services.Hub.Leave(channel, this);
            Dismiss(channel, UnsubscribeReason.Expired);
        }
    }

    public void LeaveAll()
    {
        foreach (var channel in subscriptions.RemoveAll())
            services.Hub.Leave(channel, this);
    }

    private void Subscribe(uint id, SubscribeRequest request)
    {
        if (Refusal(request.Channel, out var channel) is { } refusal)
        {
            session.Fail(id, refusal);
            return;
        }

        if (subscriptions.TryAdd(channel!) is { } error)
        {
            session.Fail(id, error);
            return;
        }

        var welcome = ProtocolJson.Encode(new Reply { Id = id, Subscribe = new EmptyMessage() });
        services.Hub.Join(channel!, this, welcome, request.JoinLeave && ChannelRules.HasPresence(channel!));
        // Who took a permission away just now has not seen this subscription yet.
        LetGo(session.Subscriber!);
    }

    private void Unsubscribe(uint id, UnsubscribeRequest request)
    {
        if (!ChannelName.TryParse(request.Channel, out var channel))
        {
            session.Fail(id, ProtocolError.BadRequest);
            return;
        }

        if (subscriptions.Remove(channel))
            services.Hub.Leave(channel, this);
        session.Send(new Reply { Id = id, Unsubscribe = new EmptyMessage() });
    }

    // Whoever may follow a channel may see who does, also without following it.
    private async Task ShowPresenceAsync(uint id, PresenceRequest request, Func<ChannelName, Task<Reply>> answer)
    {
        if (Refusal(request.Channel, out var channel) is { } refusal)
            session.Fail(id, refusal);
        else if (!ChannelRules.HasPresence(channel!))
            session.Fail(id, ProtocolError.NotAvailable);
        else
            session.Send(await answer(channel!));
    }

    private ProtocolError? Refusal(string? name, out ChannelName? channel)
    {
        if (!ChannelName.TryParse(name, out channel))
            return ProtocolError.BadRequest;
        return ChannelRules.Subscribe(channel, session.Subscriber!) switch
        {
            ChannelAccess.Unknown => ProtocolError.UnknownChannel,
            ChannelAccess.Denied => ProtocolError.PermissionDenied,
            _ => null,
        };
    }
}
