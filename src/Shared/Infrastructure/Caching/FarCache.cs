using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Monolith.Shared.Infrastructure.Caching;

/// <summary>
/// The answers that all nodes share, in Redis, the large ones compressed. Of all nodes one at a time makes an answer that is not there; the
/// others wait for it, but not for long. Without Redis there is nothing here, and nothing fails.
/// </summary>
internal sealed partial class FarCache : IHostedService
{
    /// <summary>How long Redis may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly string Version =
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new(StringComparer.Ordinal);
    private readonly string _self = Guid.CreateVersion7().ToString("N");
    private readonly IConnectionMultiplexer _redis;
    private readonly string _prefix;
    private readonly string _landed;
    private readonly TimeSpan _longestWait;
    private readonly TimeProvider _clock;
    private readonly ILogger<FarCache> _logger;

    public FarCache(IConnectionMultiplexer redis, IOptions<CachingOptions> options, TimeProvider clock, ILogger<FarCache> logger)
    {
        (_redis, _prefix, _clock, _logger) = (redis, options.Value.RedisPrefix, clock, logger);
        _landed = $"{_prefix}:landed";
        _longestWait = options.Value.LongestWait;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _redis.ConnectionFailed += LetAllGo;
        return _redis.GetSubscriber().SubscribeAsync(new RedisChannel(_landed, RedisChannel.PatternMode.Literal), (_, name) => LetGo(name!));
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _redis.ConnectionFailed -= LetAllGo;
        return Task.CompletedTask;
    }

    /// <returns>Null when the caller has to make the answer, and then to keep or to abandon it.</returns>
    public async Task<byte[]?> FindAsync(string key)
    {
        var name = NameOf(key);
        var landed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited[name] = landed;
        try
        {
            var found = await LookAsync(name);
            if (found.IsBeingMade)
            {
                await landed.Task.WaitAsync(_longestWait, _clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                found = await LookAsync(name);
            }

            return found.Entry is { } entry ? Unpack(entry) : null;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or InvalidDataException)
        {
            LogMissed(exception.Message);
            return null;
        }
        finally
        {
            _awaited.TryRemove(name, out _);
        }
    }

    public Task KeepAsync(string key, byte[] entry, TimeSpan lifetime) =>
        RunAsync(FarScripts.Keep, NameOf(key), [Pack(entry), (long)lifetime.TotalMilliseconds]);

    /// <summary>There will be no answer to keep.</summary>
    public Task AbandonAsync(string key) => RunAsync(FarScripts.Abandon, NameOf(key), [_self]);

    internal static byte[] Pack(byte[] entry)
    {
        if (entry.Length < Packing.Least)
            return [Packing.Plain, .. entry];
        var packed = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(entry.Length) + 1);
        try
        {
            packed[0] = Packing.Brotli;
            return BrotliEncoder.TryCompress(entry, packed.AsSpan(1), out var written, Packing.Quality, Packing.Window)
                ? packed[..(written + 1)]
                : [Packing.Plain, .. entry];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    internal static byte[] Unpack(byte[] packed)
    {
        if (packed is not [Packing.Brotli, ..])
            return packed[1..];
        using var brotli = new BrotliStream(new MemoryStream(packed, 1, packed.Length - 1), CompressionMode.Decompress);
        var entry = new MemoryStream();
        brotli.CopyTo(entry);
        return entry.ToArray();
    }

    private async Task<(byte[]? Entry, bool IsBeingMade)> LookAsync(string name)
    {
        var answer = (RedisResult[])await _redis.GetDatabase()
            .ScriptEvaluateAsync(FarScripts.Find, Keys(name), [_self, (long)_longestWait.TotalMilliseconds])
            .WaitAsync(Patience, _clock);
        return answer is [_, var entry] ? ((byte[])entry, false) : (null, (int)answer[0] == 0);
    }

    private async Task RunAsync(string script, string name, RedisValue[] values)
    {
        try
        {
            await _redis.GetDatabase().ScriptEvaluateAsync(script, Keys(name), [_landed, name, .. values]).WaitAsync(Patience, _clock);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            LogMissed(exception.Message);
        }
    }

    private RedisKey[] Keys(string name) => [$"{_prefix}:{{{name}}}", $"{_prefix}:{{{name}}}:making"];

    /// <summary>As short for a long question as for a small one, and another one in another version, which may answer otherwise.</summary>
    private static string NameOf(string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Version} {key}")).AsSpan(0, 16));

    private void LetGo(string name)
    {
        if (_awaited.TryGetValue(name, out var landed))
            landed.TrySetResult();
    }

    private void LetAllGo(object? sender, ConnectionFailedEventArgs failed)
    {
        foreach (var landed in _awaited.Values)
            landed.TrySetResult();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Redis has no answers at the moment: {Reason}")]
    private partial void LogMissed(string reason);

    private static class Packing
    {
        /// <summary>Below it, what is saved is less than what it costs.</summary>
        public const int Least = 2048;

        public const byte Plain = 0;
        public const byte Brotli = 1;

        /// <summary>The quickest, which makes a page of people a sixth of its size.</summary>
        public const int Quality = 1;

        public const int Window = 18;
    }
}
