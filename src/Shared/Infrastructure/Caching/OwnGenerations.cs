using System.Collections.Concurrent;

namespace Monolith.Shared.Infrastructure.Caching;

/// <summary>The generations of a node that is alone, or for the moment thinks so.</summary>
internal sealed class OwnGenerations(TimeProvider clock) : ICacheGenerations
{
    private readonly ConcurrentDictionary<string, CacheGeneration> _current = new(StringComparer.Ordinal);
    private long _last;

    public CacheGeneration Current(string tag) => _current.GetOrAdd(tag, static (_, self) => self.Next(), this);

    public Task AdvanceAsync(string tag)
    {
        _current[tag] = Next();
        return Task.CompletedTask;
    }

    private CacheGeneration Next() => CacheGeneration.Own(Interlocked.Increment(ref _last), clock.GetTimestamp());
}
