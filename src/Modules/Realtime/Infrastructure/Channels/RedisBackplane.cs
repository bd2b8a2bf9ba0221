using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure.Protocol;
using StackExchange.Redis;

namespace Monolith.Realtime.Infrastructure.Channels;

/// <summary>
/// All nodes share one Redis channel. Redis keeps nothing for a node that was away, so whoever may have missed something is told:
/// its subscribers are let go with a code on which they subscribe again and load what they show.
/// </summary>
internal sealed partial class RedisBackplane(
    IConnectionMultiplexer redis, ChannelHub hub, IOptions<RealtimeOptions> options, ILogger<RedisBackplane> logger)
    : IHostedService, IBackplane
{
    private readonly RedisChannel publications = new($"{options.Value.RedisPrefix}:publications", RedisChannel.PatternMode.Literal);
    private readonly RedisChannel gaps = new($"{options.Value.RedisPrefix}:gaps", RedisChannel.PatternMode.Literal);

    // 1 when a publication of this node has not reached the others.
    private int owesGap;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        redis.ConnectionRestored += OnRestored;
        var subscriber = redis.GetSubscriber();
        await subscriber.SubscribeAsync(publications, (_, message) => Receive(message));
        await subscriber.SubscribeAsync(gaps, (_, _) => hub.DismissAll(UnsubscribeReason.InsufficientState));
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        redis.ConnectionRestored -= OnRestored;
        return Task.CompletedTask;
    }

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
            Interlocked.Exchange(ref owesGap, 1);
            hub.Deliver(channel, data);
            return 1;
        }
    }

    // The name, a line end, the data: a name has no line end.
    private static byte[] Encode(ChannelName channel, byte[] data) => [.. Encoding.ASCII.GetBytes(channel.Value), ProtocolJson.LineEnd, .. data];

    private void Receive(byte[]? message)
    {
        ReadOnlySpan<byte> bytes = message;
        var end = bytes.IndexOf(ProtocolJson.LineEnd);
        if (end > 0 && ChannelName.TryParse(Encoding.ASCII.GetString(bytes[..end]), out var channel))
            hub.Deliver(channel, bytes[(end + 1)..]);
    }

    private void OnRestored(object? sender, ConnectionFailedEventArgs restored)
    {
        if (restored.ConnectionType == ConnectionType.Subscription)
            _ = CatchUpAsync();
    }

    private async Task CatchUpAsync()
    {
        try
        {
            // Answered behind the renewed subscriptions: from here on nothing is missed.
            await redis.GetSubscriber().PingAsync();
            LogRestored();
            hub.DismissAll(UnsubscribeReason.InsufficientState);
            if (Interlocked.Exchange(ref owesGap, 0) == 1)
                await redis.GetSubscriber().PublishAsync(gaps, RedisValue.EmptyString);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // Away again: the next restoration catches up.
            Interlocked.Exchange(ref owesGap, 1);
            LogAlone(gaps.ToString(), exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis does not answer; {Channel} reaches this node's clients only: {Reason}")]
    private partial void LogAlone(string channel, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis is back; clients subscribe again, they may have missed something")]
    private partial void LogRestored();
}
