using System.Collections.Concurrent;

namespace Wolverine.Persistence;

/// <summary>
/// Messages that lie in the database under this node's name, or perhaps do, without its holding them: those that found no room after
/// they were written, and those whose commit failed, perhaps only on the way back. They are given back, to be fetched like all that
/// nobody owns.
/// </summary>
internal sealed class Returns(EnvelopeStore store)
{
    private readonly ConcurrentQueue<EnvelopeKey> _keys = new();

    public void Add(IEnumerable<Envelope> envelopes)
    {
        foreach (var envelope in envelopes.Where(envelope => envelope.IsHeld))
            _keys.Enqueue(envelope.Key);
    }

    /// <param name="isHeld">What this node has in its hands after all stays there.</param>
    /// <param name="cancellation">Leaves them for the next time.</param>
    public async Task ResolveAsync(Predicate<EnvelopeKey> isHeld, CancellationToken cancellation)
    {
        var keys = _keys.ToArray();
        await store.ReleaseAsync([.. keys.Where(key => !isHeld(key))], cancellation);
        for (var i = 0; i < keys.Length; i++)
            _keys.TryDequeue(out _);
    }
}
