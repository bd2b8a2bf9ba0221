namespace Monolith.Shared.Infrastructure.RateLimiting;

/// <summary>At most <paramref name="Permits"/> requests in any <paramref name="Period"/>, per client.</summary>
/// <param name="Name">Part of the counter's key and of the settings path <c>RateLimits:{Name}</c>.</param>
public sealed record RateLimit(string Name, int Permits, TimeSpan Period)
{
    /// <summary>
    /// Whoever uses up the limit again waits twice as long as the time before, up to this; zero: never longer than until the next permit.
    /// </summary>
    public TimeSpan LongestWait { get; init; }

    /// <summary>So long after the end of a wait it is forgotten, and the next begins small.</summary>
    public TimeSpan QuietTime { get; init; }

    /// <summary>Between two requests that go on for ever; in microseconds, which the clocks of all limiters can tell apart.</summary>
    internal long Interval => Math.Max(1, Microseconds(Period) / Permits);

    internal static long Microseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;
}

/// <summary>What a limiter said.</summary>
/// <param name="Remaining">Requests that would still pass right now.</param>
/// <param name="ResetAfter">Until the whole limit is available again.</param>
/// <param name="RetryAfter">Until the next request passes; zero when this one did.</param>
public readonly record struct RateDecision(bool Allowed, int Remaining, TimeSpan ResetAfter, TimeSpan RetryAfter);

/// <summary>Counts requests by the generic cell rate algorithm (ITU-T I.371): one time stamp a key, no window edges.</summary>
public interface IRateLimiter
{
    ValueTask<RateDecision> TakeAsync(RateLimit limit, string client);
}
