using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Monolith.Shared.Infrastructure.Caching;

/// <summary>
/// Where ASP.NET Core's output caching keeps answers: in the process, as many as fit, and behind it in Redis where there is one. One request
/// at a time makes an answer that is nowhere; the others wait for it, but not for long. Stands in for
/// Microsoft.AspNetCore.OutputCaching.StackExchangeRedis.
/// </summary>
internal sealed class AnswerCache : IOutputCacheStore, IDisposable
{
    private static readonly KeyValuePair<string, object?> Near = new("cache.result", "near");
    private static readonly KeyValuePair<string, object?> Far = new("cache.result", "far");
    private static readonly KeyValuePair<string, object?> Miss = new("cache.result", "miss");

    private readonly ConcurrentDictionary<string, Flight> _flights = new(StringComparer.Ordinal);
    private readonly MemoryCache _near;
    private readonly FarCache? _far;
    private readonly ICacheGenerations _generations;
    private readonly CachingOptions _options;
    private readonly TimeProvider _clock;
    private readonly Counter<long> _lookups;

    public AnswerCache(
        ICacheGenerations generations, IOptions<CachingOptions> options, TimeProvider clock, IMeterFactory meters, FarCache? far = null)
    {
        (_generations, _options, _clock, _far) = (generations, options.Value, clock, far);
        _near = new MemoryCache(Options.Create(new MemoryCacheOptions { SizeLimit = _options.NearBytes }));
        _lookups = meters.Create("Monolith.Caching").CreateCounter<long>(
            "cache.lookups", "{lookup}", "Answers that were looked for: in the process (near), in Redis (far), or nowhere (miss).");
    }

    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) =>
        _near.TryGetValue(key, out byte[]? entry) ? ValueTask.FromResult(Counted(entry, Near)) : new(SeekAsync(key, cancellationToken));

    public async ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken)
    {
        var lifetime = Remember(key, value, validFor);
        if (!_flights.TryRemove(key, out var flight))
            return;
        flight.SetResult();
        if (flight.Far is { } far)
            await far.KeepAsync(key, value, lifetime);
    }

    /// <summary>Leaves behind what was answered before; never fails.</summary>
    public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken) => new(_generations.AdvanceAsync(tag));

    public void Dispose() => _near.Dispose();

    private async Task<byte[]?> SeekAsync(string key, CancellationToken cancellationToken)
    {
        var flight = new Flight(CacheGeneration.IsOfAll(key) ? _far : null);
        var running = _flights.GetOrAdd(key, flight);
        if (running != flight)
        {
            // Not for ever: whoever makes it may be held up by a client that reads slowly.
            await running.Task.WaitAsync(_options.LongestWait, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return _near.TryGetValue(key, out byte[]? landed) ? Counted(landed, Near) : Counted(null, Miss);
        }

        // However the request ends that has to make it.
        CachedRequest.OnEnd(() => EndAsync(key, flight));
        if (flight.Far is not { } far || await far.FindAsync(key) is not { } entry)
            return Counted(null, Miss);
        Remember(key, entry, _options.Lifetime);
        _flights.TryRemove(key, out _);
        flight.SetResult();
        return Counted(entry, Far);
    }

    private async ValueTask EndAsync(string key, Flight flight)
    {
        if (!_flights.TryRemove(new(key, flight)))
            return;
        flight.SetResult();
        if (flight.Far is { } far)
            await far.AbandonAsync(key);
    }

    private TimeSpan Remember(string key, byte[] entry, TimeSpan lifetime)
    {
        if (_far is not null && !CacheGeneration.IsOfAll(key) && lifetime > _options.LifetimeWithoutRedis)
            lifetime = _options.LifetimeWithoutRedis;
        _near.Set(key, entry, new MemoryCacheEntryOptions
        {
            AbsoluteExpirationRelativeToNow = lifetime,
            Size = entry.Length + (sizeof(char) * key.Length),
        });
        return lifetime;
    }

    private byte[]? Counted(byte[]? entry, KeyValuePair<string, object?> result)
    {
        _lookups.Add(1, result);
        return entry;
    }

    /// <summary>A request makes an answer; ends when it is there, or when there will be none.</summary>
    /// <param name="far">Where the other nodes wait for it; null when they do not.</param>
    private sealed class Flight(FarCache? far) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public FarCache? Far => far;
    }
}
