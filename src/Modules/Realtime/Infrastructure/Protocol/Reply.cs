namespace Monolith.Realtime.Infrastructure.Protocol;

/// <summary>What the server says: the reply to a command, or (without an id) a push, or (empty) a ping.</summary>
internal sealed record Reply
{
    public uint Id { get; init; }

    public ProtocolError? Error { get; init; }

    public Push? Push { get; init; }

    public ConnectResult? Connect { get; init; }

    public EmptyMessage? Subscribe { get; init; }

    public EmptyMessage? Unsubscribe { get; init; }

    public RefreshResult? Refresh { get; init; }

    public EmptyMessage? Ping { get; init; }
}

/// <summary>Publications are encoded apart, once for all subscribers: <see cref="ProtocolJson.Publication"/>.</summary>
internal sealed record Push
{
    public required string Channel { get; init; }

    public UnsubscribeReason? Unsubscribe { get; init; }
}

internal sealed record ConnectResult
{
    public required string Client { get; init; }

    public required string Version { get; init; }

    public bool Expires { get; init; }

    /// <summary>Seconds until the token expires.</summary>
    public uint Ttl { get; init; }

    /// <summary>Seconds between the server's pings.</summary>
    public uint Ping { get; init; }

    /// <summary>Whether the client must answer pings.</summary>
    public bool Pong { get; init; }

    public required string Node { get; init; }
}

internal sealed record RefreshResult
{
    public required string Client { get; init; }

    public required string Version { get; init; }

    public bool Expires { get; init; }

    public uint Ttl { get; init; }
}
