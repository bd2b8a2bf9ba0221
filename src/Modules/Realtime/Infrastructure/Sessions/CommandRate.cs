namespace Monolith.Realtime.Infrastructure.Sessions;

/// <summary>A token bucket for one connection's commands, used by its reader only.</summary>
internal sealed class CommandRate(int perSecond, TimeProvider clock)
{
    private const int SecondsOfBurst = 2;

    private double available = perSecond * SecondsOfBurst;
    private long refilled = clock.GetTimestamp();

    public bool TryTake()
    {
        var now = clock.GetTimestamp();
        available = Math.Min(perSecond * SecondsOfBurst, available + (clock.GetElapsedTime(refilled, now).TotalSeconds * perSecond));
        refilled = now;
        if (available < 1)
            return false;
        available--;
        return true;
    }
}
