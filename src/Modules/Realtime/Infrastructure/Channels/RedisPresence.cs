using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure.Protocol;
using StackExchange.Redis;
using ClientInfo = Monolith.Realtime.Infrastructure.Protocol.ClientInfo;

namespace Monolith.Realtime.Infrastructure.Channels;

/// <summary>
/// Who is there on all nodes, in Redis, for a short time that the node with the connection renews; so those of a node that died are forgotten,
/// and whoever is still in the channel is told. Without Redis each node knows its own, and nobody is refused for it.
/// </summary>
internal sealed partial class RedisPresence(
    IConnectionMultiplexer redis,
    ChannelHub hub,
    LocalPresence local,
    IOptions<RealtimeOptions> options,
    TimeProvider clock,
    ILogger<RedisPresence> logger) : BackgroundService, IPresence
{
    private const string Came = "+";
    private const string Went = "-";

    /// <summary>Renewals that may be late or lost before a client counts as gone.</summary>
    private const int Lifetimes = 3;

    /// <summary>How long Redis may take; it is away when it takes longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly RedisChannel moves = new($"{options.Value.RedisPrefix}:moves", RedisChannel.PatternMode.Literal);
    private readonly long lifetime = (long)(options.Value.PresenceInterval * Lifetimes).TotalMilliseconds;

    // 1 when Redis did not answer the last time.
    private int isAlone;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await redis.GetSubscriber().SubscribeAsync(moves, (_, message) => Receive(message));
        await base.StartAsync(cancellationToken);
    }

    public void Moved(ChannelName channel, ClientInfo client, bool isThere) => _ = MoveAsync(channel, client, isThere);

    public async Task<PresenceResult> ListAsync(ChannelName channel) =>
        await FindAsync(channel, PresenceResult.MaxClients) is { } found ? PresenceResult.Of(found) : await local.ListAsync(channel);

    public async Task<PresenceStatsResult> CountAsync(ChannelName channel) =>
        await FindAsync(channel, PresenceScripts.MostKept) is { } found ? PresenceStatsResult.Of(found) : await local.CountAsync(channel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PresenceInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var renewals = new List<Task>();
            // Sent before anybody can go, so that nobody who went is written down again.
            hub.EachPresent((channel, clients) => renewals.Add(WriteAsync(channel, clients, lifetime)));
            await Task.WhenAll(renewals);
        }
    }

    private async Task MoveAsync(ChannelName channel, ClientInfo client, bool isThere)
    {
        // The own clients need not wait for Redis; the others hear of it by the first renewal, or when what was written runs out.
        if (!await WriteAsync(channel, [client], isThere ? lifetime : 0))
            hub.AnnounceOwn(channel, client);
    }

    /// <returns>False when Redis does not answer.</returns>
    private async Task<bool> WriteAsync(ChannelName channel, IReadOnlyList<ClientInfo> clients, long milliseconds)
    {
        var written = clients.Take(PresenceScripts.MostKept).Select(client => (RedisValue)$"{client.Client} {client.User}");
        return await AskAsync(PresenceScripts.Move, channel, [(string)moves, channel.Value, milliseconds, PresenceScripts.MostKept, .. written]) is not null;
    }

    /// <returns>Null when Redis does not answer.</returns>
    private async Task<IReadOnlyList<ClientInfo>?> FindAsync(ChannelName channel, int most)
    {
        var answer = await AskAsync(PresenceScripts.List, channel, [most]);
        return answer is null ? null : [.. ((string[])answer).Select(client => client.Split(' ')).Select(ids => new ClientInfo(ids[1], ids[0]))];
    }

    private async Task<RedisResult?> AskAsync(string script, ChannelName channel, RedisValue[] values)
    {
        try
        {
            RedisKey key = $"{options.Value.RedisPrefix}:present:{channel}";
            var answer = await redis.GetDatabase().ScriptEvaluateAsync(script, [key], values).WaitAsync(Patience, clock);
            Interlocked.Exchange(ref isAlone, 0);
            return answer;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            if (Interlocked.Exchange(ref isAlone, 1) == 0)
                LogAlone(exception.Message);
            return null;
        }
    }

    private void Receive(string? message)
    {
        // Whether it came or went, the client, its person, the channel: none has a space.
        if (message?.Split(' ') is [Came or Went, var client, var user, var name] parts && ChannelName.TryParse(name, out var channel))
            hub.Announce(channel, new ClientInfo(user, client), parts[0] == Came);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis does not answer; until it does, who is in a channel is known of this node's clients only: {Reason}")]
    private partial void LogAlone(string reason);
}
