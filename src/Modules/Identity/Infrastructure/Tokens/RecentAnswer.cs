namespace Monolith.Identity.Infrastructure.Tokens;

/// <summary>An answer that is asked for again twice a second, once for all who need it. One that failed is asked for again at once.</summary>
/// <param name="ask">For everybody who waits, so that no single request may cancel it.</param>
internal sealed class RecentAnswer<T>(Func<Task<T>> ask)
{
    /// <summary>With the time that the news of an end takes, well under the second within which every node must know.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private Answer? _last;

    public Task<T> GetAsync(DateTimeOffset now) => Volatile.Read(ref _last) is { } last && last.IsGoodAt(now) ? last.Result : AskAsync(now);

    private Task<T> AskAsync(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_last?.IsGoodAt(now) != true)
                Volatile.Write(ref _last, new Answer(ask(), now + Freshness));
            return _last!.Result;
        }
    }

    private sealed record Answer(Task<T> Result, DateTimeOffset FreshUntil)
    {
        public bool IsGoodAt(DateTimeOffset now) => now < FreshUntil && !Result.IsFaulted;
    }
}
