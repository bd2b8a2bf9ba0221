namespace Monolith.Realtime.Infrastructure.Protocol;

/// <summary>What a client asks: one of the members is set; none is the answer to a ping.</summary>
internal sealed record Command
{
    /// <summary>Echoed by the reply; 0 when no reply is expected.</summary>
    public uint Id { get; init; }

    public ConnectRequest? Connect { get; init; }

    public SubscribeRequest? Subscribe { get; init; }

    public UnsubscribeRequest? Unsubscribe { get; init; }

    public RefreshRequest? Refresh { get; init; }

    public EmptyMessage? Ping { get; init; }

    public EmptyMessage? Publish { get; init; }

    public PresenceRequest? Presence { get; init; }

    public PresenceRequest? PresenceStats { get; init; }

    public EmptyMessage? History { get; init; }

    public EmptyMessage? Send { get; init; }

    public EmptyMessage? Rpc { get; init; }

    public EmptyMessage? SubRefresh { get; init; }

    public bool IsPong => this == new Command();

    /// <summary>A command of the protocol that this server does not serve.</summary>
    public bool IsUnavailable => (Publish ?? History ?? Rpc ?? SubRefresh) is not null;
}

internal sealed record ConnectRequest
{
    public string? Token { get; init; }

    /// <summary>The client library, for example <c>js</c>.</summary>
    public string? Name { get; init; }
}

internal sealed record SubscribeRequest
{
    public string? Channel { get; init; }

    /// <summary>Whether the client wants to be told who comes and goes.</summary>
    public bool JoinLeave { get; init; }
}

internal sealed record PresenceRequest
{
    public string? Channel { get; init; }
}

internal sealed record UnsubscribeRequest
{
    public string? Channel { get; init; }
}

internal sealed record RefreshRequest
{
    public string? Token { get; init; }
}

internal sealed record EmptyMessage;
