namespace Monolith.Shared.Kernel;

/// <summary>
/// Refused because what is waited for already would take too long. Not a <see cref="Result"/>: it may happen wherever such work is asked
/// for, no use case can do anything about it, and the transaction must not commit.
/// </summary>
/// <param name="error">Of the kind <see cref="ErrorKind.Busy"/>.</param>
/// <param name="retryAfter">When it is worth another try.</param>
public sealed class BusyException(Error error, TimeSpan retryAfter) : Exception(error?.Message)
{
    public Error Error { get; } = error ?? throw new ArgumentNullException(nameof(error));

    public TimeSpan RetryAfter { get; } = retryAfter;
}
