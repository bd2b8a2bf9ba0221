namespace Monolith.Shared.Infrastructure.RateLimiting;

/// <summary>
/// What this node has taken of one client's limit ahead of use, so that a busy client does not cost a call to Redis with every request.
/// It begins with one request and doubles as long as it is used up within a second; what is left then is given up.
/// </summary>
/// <param name="most">Of one taking.</param>
/// <param name="ask">Takes so many of the common count; called once for all that wait here.</param>
internal sealed class RateShare(int most, Func<int, Task<RateGrant>> ask, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private RateDecision _counted;
    private DateTimeOffset _expires;
    private int _left;
    private int _next = 1;
    private Task<RateGrant>? _refill;

    public async ValueTask<RateDecision> TakeAsync()
    {
        while (true)
        {
            if (TryTake() is { } decision)
                return decision;
            var grant = await RefillAsync();
            if (!grant.Decision.Allowed)
                return grant.Decision;
        }
    }

    /// <returns>Null when the common count must be asked.</returns>
    public RateDecision? TryTake()
    {
        lock (_gate)
        {
            if (_left == 0 || clock.GetUtcNow() >= _expires)
                return null;
            _left--;
            return _counted with { Remaining = _counted.Remaining + _left };
        }
    }

    private Task<RateGrant> RefillAsync()
    {
        lock (_gate)
        {
            if (_refill is null or { IsCompleted: true })
            {
                _next = clock.GetUtcNow() < _expires ? Math.Min(_next * 2, most) : 1;
                _refill = ReceiveAsync(_next);
            }

            return _refill;
        }
    }

    private async Task<RateGrant> ReceiveAsync(int wanted)
    {
        var grant = await ask(wanted);
        lock (_gate)
            (_counted, _left, _expires) = (grant.Decision, grant.Taken, clock.GetUtcNow() + Lifetime);
        return grant;
    }
}

/// <param name="Taken">How many requests may pass now; none when the decision refuses.</param>
internal readonly record struct RateGrant(RateDecision Decision, int Taken);
