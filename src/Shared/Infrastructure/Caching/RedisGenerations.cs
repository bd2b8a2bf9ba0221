using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Monolith.Shared.Infrastructure.Caching;

/// <summary>
/// The generations of all nodes together: numbers in Redis that only grow. Who writes raises the number, tells every node, and goes on when
/// all have heard it. Each node also looks a few times a second, and one that has not seen the numbers for a second relies on its own
/// generations until it does: then it first says what it wrote meanwhile.
/// </summary>
internal sealed partial class RedisGenerations : BackgroundService, ICacheGenerations
{
    /// <summary>How old what a node knows may be: as long as a write may take to be seen everywhere.</summary>
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, (long Number, CacheGeneration Generation)> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _owed = new(StringComparer.Ordinal);
    private readonly OwnGenerations _own;
    private readonly GenerationNews _news;
    private readonly SharedAnswers<string, bool> _raises;
    private readonly IConnectionMultiplexer _redis;
    private readonly RedisKey _numbers;
    private readonly TimeProvider _clock;
    private readonly ILogger<RedisGenerations> _logger;
    private long _seenAt;
    private bool _isTrusted;

    public RedisGenerations(IConnectionMultiplexer redis, IOptions<CachingOptions> options, TimeProvider clock, ILogger<RedisGenerations> logger)
    {
        (_redis, _clock, _logger, _own) = (redis, clock, logger, new OwnGenerations(clock));
        _numbers = $"{options.Value.RedisPrefix}:generations";
        _news = new GenerationNews(redis, options.Value.RedisPrefix, Know);
        _raises = new(RaiseAsync);
    }

    public CacheGeneration Current(string tag)
    {
        if (Volatile.Read(ref _isTrusted) && _clock.GetElapsedTime(Volatile.Read(ref _seenAt)) < Trusted && _known.TryGetValue(tag, out var known) && known.Number > 0)
            return known.Generation;
        // Known from the next look on.
        _known.TryAdd(tag, default);
        return _own.Current(tag);
    }

    public async Task AdvanceAsync(string tag)
    {
        await _own.AdvanceAsync(tag);
        if (!await _raises.AskAsync(tag, CancellationToken.None))
            LogOwed(tag);
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await _news.SubscribeAsync();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, _clock);
        do
        {
            try
            {
                await LookAsync();
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException)
            {
                Distrust(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync()
    {
        var asked = _clock.GetTimestamp();
        foreach (var tag in _owed.Keys)
            await _raises.AskAsync(tag, CancellationToken.None);
        var known = _known.ToArray();
        var question = known.SelectMany(tag => (RedisValue[])[tag.Key, tag.Value.Number]).ToArray();
        var numbers = (long[])await _redis.GetDatabase().ScriptEvaluateAsync(GenerationScripts.Look, [_numbers], question).WaitAsync(Trusted, _clock);
        foreach (var ((tag, _), number) in known.Zip(numbers))
            Know(tag, number);
        Trust(asked);
    }

    /// <returns>Whether the others can know of it.</returns>
    private async Task<bool> RaiseAsync(string tag)
    {
        try
        {
            if (!await _news.TellAsync(_numbers, tag, _clock))
                LogUnheard(tag);
            _owed.TryRemove(tag, out _);
            return true;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            Distrust(exception.Message, tag);
            return false;
        }
    }

    /// <summary>Unless something was written meanwhile that the others have not heard of.</summary>
    private void Trust(long seenAt)
    {
        lock (_gate)
        {
            if (!_owed.IsEmpty)
                return;
            Volatile.Write(ref _seenAt, seenAt);
            if (_isTrusted)
                return;
            Volatile.Write(ref _isTrusted, true);
        }

        LogShared();
    }

    private void Distrust(string reason, string? owed = null)
    {
        lock (_gate)
        {
            if (owed is not null)
                _owed[owed] = true;
            if (!_isTrusted)
                return;
            Volatile.Write(ref _isTrusted, false);
        }

        LogAlone(reason);
    }

    /// <summary>News may overtake each other; the numbers only grow.</summary>
    private void Know(string tag, long number) => _known.AddOrUpdate(
        tag,
        static (_, news) => news,
        static (_, known, news) => news.Number > known.Number ? news : known,
        (Number: number, CacheGeneration.OfAll(number, _clock.GetTimestamp())));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis does not answer; this node keeps cached answers for itself, and for a moment only: {Reason}")]
    private partial void LogAlone(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Cached answers are shared with the other nodes")]
    private partial void LogShared();

    [LoggerMessage(Level = LogLevel.Debug, Message = "The other nodes hear later that '{Tag}' was written")]
    private partial void LogOwed(string tag);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Not every node has confirmed in time that it heard of a write of '{Tag}'")]
    private partial void LogUnheard(string tag);
}
