namespace Wolverine.Persistence;

/// <summary>How long to wait before the database is tried again: longer from time to time.</summary>
internal sealed class RetryPause(TimeSpan longest)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);

    private TimeSpan _next = First;

    /// <summary>Up to five seconds.</summary>
    public RetryPause()
        : this(TimeSpan.FromSeconds(5))
    {
    }

    public TimeSpan Next()
    {
        var pause = _next < longest ? _next : longest;
        _next = pause * 2;
        return pause;
    }

    /// <summary>It works again.</summary>
    public void End() => _next = First;
}
