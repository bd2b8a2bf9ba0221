using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure.Protocol;
using Monolith.Realtime.Infrastructure.Sessions;
using StackExchange.Redis;

namespace Monolith.Realtime.Infrastructure.Channels;

/// <summary>
/// All nodes share one Redis channel for publications. Redis keeps nothing for a node that was away, so whoever may have missed something is told:
/// its subscribers are let go with a code on which they subscribe again and load what they show.
/// </summary>
internal sealed partial class RedisBackplane(
    IConnectionMultiplexer redis,
    ChannelHub hub,
    SessionRegistry sessions,
    SessionPermissions permissions,
    IOptions<RealtimeOptions> options,
    TimeProvider clock,
    ILogger<RedisBackplane> logger) : IHostedService, IBackplane, IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource stopping = new();
    private readonly RedisChannel publications = new($"{options.Value.RedisPrefix}:publications", RedisChannel.PatternMode.Literal);
    private readonly RedisChannel endings = new($"{options.Value.RedisPrefix}:endings", RedisChannel.PatternMode.Literal);
    private readonly RedisChannel roles = new($"{options.Value.RedisPrefix}:roles", RedisChannel.PatternMode.Literal);
    private readonly RedisChannel gaps = new($"{options.Value.RedisPrefix}:gaps", RedisChannel.PatternMode.Literal);

    // 1 when the others' publications may not have reached this node.
    private int hasMissed;

    // 1 when a publication of this node has not reached the others.
    private int owes;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        redis.ConnectionFailed += OnFailed;
        redis.ConnectionRestored += OnRestored;
        var subscriber = redis.GetSubscriber();
        await subscriber.SubscribeAsync(publications, (_, message) => Receive(message));
        await subscriber.SubscribeAsync(endings, (_, message) => End(message));
        await subscriber.SubscribeAsync(roles, (_, message) => Apply(message));
        await subscriber.SubscribeAsync(gaps, (_, _) => LetGo());
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        redis.ConnectionFailed -= OnFailed;
        redis.ConnectionRestored -= OnRestored;
        return stopping.CancelAsync();
    }

    // Without a timer the source holds nothing to release; a late event still looks at it.
    public void Dispose() => stopping.Cancel();

    public async Task<int> PublishAsync(ChannelName channel, byte[] data)
    {
        try
        {
            return (int)await redis.GetSubscriber().PublishAsync(publications, Encode(channel, data));
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // The own clients need not wait for Redis; the others hear of the gap when it is back.
            LogAlone(channel.Value, exception.Message);
            Interlocked.Exchange(ref owes, 1);
            hub.Deliver(channel, data);
            return 1;
        }
    }

    /// <exception cref="RedisException">The other nodes have not heard of it; come again.</exception>
    public Task EndAsync(Guid sessionId)
    {
        sessions.End(sessionId);
        return redis.GetSubscriber().PublishAsync(endings, sessionId.ToString());
    }

    /// <exception cref="RedisException">The other nodes have not heard of it; come again.</exception>
    public async Task ReassignAsync(RoleAssignment assignment)
    {
        await permissions.ReassignAsync(assignment);
        await redis.GetSubscriber().PublishAsync(roles, JsonSerializer.Serialize(assignment));
    }

    /// <exception cref="RedisException">The other nodes have not heard of it; come again.</exception>
    public async Task RecheckAsync()
    {
        await permissions.RecheckAsync();
        await redis.GetSubscriber().PublishAsync(roles, RedisValue.EmptyString);
    }

    // The name, a line end, the data: a name has no line end.
    private static byte[] Encode(ChannelName channel, byte[] data) =>
        [.. Encoding.ASCII.GetBytes(channel.Value), ProtocolJson.LineEnd, .. data];

    private void Receive(byte[]? message)
    {
        ReadOnlySpan<byte> bytes = message;
        var end = bytes.IndexOf(ProtocolJson.LineEnd);
        if (end > 0 && ChannelName.TryParse(Encoding.ASCII.GetString(bytes[..end]), out var channel))
            hub.Deliver(channel, bytes[(end + 1)..]);
    }

    private void End(string? message)
    {
        if (Guid.TryParse(message, out var sessionId))
            sessions.End(sessionId);
    }

    // Nobody waits for it.
    private void Apply(string? message) => _ = ApplyAsync(message);

    private async Task ApplyAsync(string? message)
    {
        try
        {
            if (string.IsNullOrEmpty(message))
                await permissions.RecheckAsync();
            else
                await permissions.ReassignAsync(JsonSerializer.Deserialize<RoleAssignment>(message)!);
        }
#pragma warning disable CA1031 // Whatever failed, the next second tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogPostponed(exception.Message);
        }
    }

    private void OnFailed(object? sender, ConnectionFailedEventArgs failed)
    {
        if (failed.ConnectionType == ConnectionType.Subscription)
            Interlocked.Exchange(ref hasMissed, 1);
    }

    private void OnRestored(object? sender, ConnectionFailedEventArgs restored) => _ = CatchUpAsync(stopping.Token);

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                // Answered behind the renewed subscriptions: from here on nothing is missed.
                await redis.GetSubscriber().PingAsync();
                await TellGapsAsync();
                return;
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException)
            {
                // The event comes before commands pass; and Redis may be away again.
                await Task.Delay(RetryAfter, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task TellGapsAsync()
    {
        var missed = Interlocked.Exchange(ref hasMissed, 0) == 1;
        if (Interlocked.Exchange(ref owes, 0) == 0)
        {
            if (missed)
                LetGo();
            return;
        }

        try
        {
            // Comes back to this node too.
            await redis.GetSubscriber().PublishAsync(gaps, RedisValue.EmptyString);
        }
        catch
        {
            Interlocked.Exchange(ref owes, 1);
            throw;
        }
    }

    private void LetGo()
    {
        LogGap();
        hub.DismissAll(UnsubscribeReason.InsufficientState);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis does not answer; {Channel} reaches this node's clients only: {Reason}")]
    private partial void LogAlone(string channel, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other roles reach the clients a moment later: {Reason}")]
    private partial void LogPostponed(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis was away; clients subscribe again, they may have missed something")]
    private partial void LogGap();
}
