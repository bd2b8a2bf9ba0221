using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Monolith.Realtime.Infrastructure.Protocol;

namespace Monolith.Realtime.Infrastructure.Sessions;

/// <summary>The sessions of this node, as many as it may hold.</summary>
internal sealed class SessionRegistry(SessionServices services, RealtimeTelemetry telemetry, IOptions<RealtimeOptions> options)
{
    private readonly ConcurrentDictionary<string, ClientSession> sessions = new(StringComparer.Ordinal);
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
    }

    /// <summary>Sends every client away, to come back to another node, and takes no more.</summary>
    public void Stop()
    {
        stopping = true;
        foreach (var (_, session) in sessions)
            session.Disconnect(DisconnectReason.Shutdown);
    }
}
