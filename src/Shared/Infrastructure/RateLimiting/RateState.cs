using System.Runtime.InteropServices;

namespace Monolith.Shared.Infrastructure.RateLimiting;

/// <summary>
/// What is remembered of one client under one limit, in microseconds: all that the decision about the next request needs. The script of
/// <see cref="RateScript"/> computes the same; a test holds them together.
/// </summary>
/// <param name="Arrival">When the next request would be due, if they came evenly (the theoretical arrival time of ITU-T I.371).</param>
/// <param name="LastWait">What the client was told to wait when it used up the limit last; meaningless once that is forgotten.</param>
/// <param name="Forgotten">When that wait will be forgotten, the quiet time after its end; zero when there was none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RateState(long Arrival, long LastWait, long Forgotten)
{
    /// <summary>From here on the client is as good as a new one.</summary>
    public long Ends => Math.Max(Arrival, Forgotten);

    public (RateDecision Decision, RateState Next) Take(RateLimit limit, long now)
    {
        var (interval, period, longest) = (limit.Interval, RateLimit.Microseconds(limit.Period), RateLimit.Microseconds(limit.LongestWait));
        var quiet = RateLimit.Microseconds(limit.QuietTime);
        var backlog = Math.Max(Arrival, now) - now;
        if (backlog + interval <= period)
        {
            backlog += interval;
            return (new(true, (int)((period - backlog) / interval), Time(backlog), TimeSpan.Zero), this with { Arrival = now + backlog });
        }

        // While it waits already, asking again changes nothing: nobody can make another's wait longer by asking in his name.
        var next = this;
        if (longest > 0 && now >= Forgotten - quiet)
        {
            var wait = Math.Min(longest, Math.Max(interval, now < Forgotten ? LastWait * 2 : 0));
            var until = now + Math.Max(wait, backlog + interval - period);
            // At its end one request passes, and from then on what the time refills.
            next = new(until + period - interval, wait, until + quiet);
            backlog = next.Arrival - now;
        }

        return (new(false, 0, Time(backlog), Time(backlog + interval - period)), next);
    }

    private static TimeSpan Time(long microseconds) => TimeSpan.FromMicroseconds(microseconds);
}
