namespace Wolverine.ErrorHandling;

/// <summary>Lengthens a delay, so that what failed together is not tried again together.</summary>
/// <param name="delay">The least that comes out.</param>
/// <param name="attempts">How often the message has been tried; at least 1.</param>
/// <param name="chance">A random number from 0 to below 1.</param>
internal delegate TimeSpan Jitter(TimeSpan delay, int attempts, double chance);

internal static class Jitters
{
    public static readonly Jitter Full = (delay, _, chance) => delay + (delay * chance);

    public static readonly Jitter Exponential = (delay, attempts, chance) => delay + (delay * (chance * attempts * 2));

    /// <exception cref="ArgumentOutOfRangeException">The percentage is zero, negative or no number.</exception>
    public static Jitter Bounded(double percent) => percent > 0
        ? (delay, _, chance) => delay + (delay * (chance * percent))
        : throw new ArgumentOutOfRangeException(nameof(percent), percent, "Must be greater than zero.");
}
