namespace Monolith.Realtime.Infrastructure;

/// <summary>The settings under <c>Realtime</c>; every limit is one node's.</summary>
internal sealed class RealtimeOptions
{
    public const string Section = "Realtime";

    /// <summary>Further clients are sent away with 503, and come back to another node or later.</summary>
    public int MaxConnections { get; init; } = 50_000;

    /// <summary>Handshakes from one address in a minute.</summary>
    public int ConnectionsPerMinute { get; init; } = 3_000;

    public int MaxChannelsPerConnection { get; init; } = 128;

    /// <summary>One connection's sustained rate; twice as many may come at once.</summary>
    public int CommandsPerSecond { get; init; } = 50;

    /// <summary>Bytes of one incoming message, which may batch several commands.</summary>
    public int MaxMessageBytes { get; init; } = 64 * 1024;

    /// <summary>Bytes that wait for one client; a client that lets more pile up is disconnected as slow.</summary>
    public int MaxQueuedBytes { get; init; } = 1024 * 1024;

    /// <summary>A client that has not authenticated by then is stale.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(25);

    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How long a connection outlives its token, for the client to bring the next one.</summary>
    public TimeSpan ExpiryGrace { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>How long a client may take to read what is queued and to answer the close.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often a node says in Redis that its clients are still in the channels that show it. Three times as long counts what it said last;
    /// the others hear that it has died after at most four, a minute.
    /// </summary>
    public TimeSpan PresenceInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Starts the names of this installation's Redis channels and keys; installations that share one Redis differ in it.</summary>
    public string RedisPrefix { get; init; } = "realtime";
}
