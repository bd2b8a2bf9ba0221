using System.Text.Json.Serialization;

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

    public PresenceResult? Presence { get; init; }

    public PresenceStatsResult? PresenceStats { get; init; }
}

/// <summary>Publications are encoded apart, once for all subscribers: <see cref="ProtocolJson.Publication"/>.</summary>
internal sealed record Push
{
    public required string Channel { get; init; }

    public UnsubscribeReason? Unsubscribe { get; init; }

    public Move? Join { get; init; }

    public Move? Leave { get; init; }
}

/// <summary>Who came or went.</summary>
internal sealed record Move(ClientInfo Info);

/// <summary>Of a person and a connection their ids, and nothing more.</summary>
internal sealed record ClientInfo(string User, string Client);

/// <param name="Presence">By the id of the client.</param>
internal sealed record PresenceResult(IReadOnlyDictionary<string, ClientInfo> Presence)
{
    /// <summary>An answer names so many; how many there are is what <see cref="PresenceStatsResult"/> says.</summary>
    public const int MaxClients = 100;

    public static PresenceResult Of(IEnumerable<ClientInfo> present) =>
        new(present.Take(MaxClients).ToDictionary(client => client.Client, StringComparer.Ordinal));
}

/// <remarks>Nobody is a number too: neither is left out.</remarks>
internal sealed record PresenceStatsResult(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] uint NumClients,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] uint NumUsers)
{
    public static PresenceStatsResult Of(IReadOnlyCollection<ClientInfo> present) =>
        new((uint)present.Count, (uint)present.Select(client => client.User).Distinct(StringComparer.Ordinal).Count());
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
