using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Monolith.Realtime.Infrastructure.Protocol;

namespace Monolith.Realtime.Infrastructure.Sessions;

/// <summary>The sessions of this node, as many as it may hold.</summary>
internal sealed class SessionRegistry(SessionServices services, RealtimeTelemetry telemetry, IOptions<RealtimeOptions> options)
{
    /// <summary>How long a token that was just being checked may still be taken for good after its session has ended.</summary>
    internal static readonly TimeSpan LateComers = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, ClientSession> sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> ended = new();
    private int count;
    private volatile bool stopping;

    /// <returns>Null when this node takes no more clients.</returns>
    public ClientSession? TryOpen()
    {
        if (stopping)
            return null;
        if (Interlocked.Increment(ref count) > options.Value.MaxConnections)
        {
            Interlocked.Decrement(ref count);
            return null;
        }

        var session = new ClientSession(services);
        sessions[session.Id] = session;
        telemetry.Connected();
        // The stop may have passed over the sessions just before this one came.
        if (stopping)
            session.Disconnect(DisconnectReason.Shutdown);
        return session;
    }

    public IEnumerable<ClientSession> All() => sessions.Select(entry => entry.Value);

    public void Close(ClientSession session)
    {
        session.Close();
        if (!sessions.TryRemove(session.Id, out _))
            return;
        Interlocked.Decrement(ref count);
        telemetry.Disconnected(session.Disconnection!);
    }

    public void Watch(DateTimeOffset now)
    {
        foreach (var (_, session) in sessions)
            session.Watch(now);

        if (ended.IsEmpty)
            return;
        DisconnectEnded();
        foreach (var (sessionId, _) in ended.Where(one => now - one.Value > LateComers))
            ended.TryRemove(sessionId, out _);
    }

    /// <summary>Ends the connections of a sign-in session, as if they had come with its token only now.</summary>
    public void End(Guid sessionId)
    {
        ended[sessionId] = services.Clock.GetUtcNow();
        DisconnectEnded();
    }

    /// <summary>Sends every client away, to come back to another node, and takes no more.</summary>
    public void Stop()
    {
        stopping = true;
        foreach (var (_, session) in sessions)
            session.Disconnect(DisconnectReason.Shutdown);
    }

    private void DisconnectEnded()
    {
        foreach (var (_, session) in sessions)
        {
            if (session.Subscriber is { } subscriber && ended.ContainsKey(subscriber.SessionId))
                session.Disconnect(DisconnectReason.InvalidToken);
        }
    }
}
