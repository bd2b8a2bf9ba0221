namespace Monolith.Identity.Application.Ports;

/// <summary>
/// Slow on purpose; runs beside the request threads, a few at a time, first come first served. Whoever would wait too long for it is refused
/// with a <see cref="Shared.Kernel.BusyException"/>, and whoever goes away meanwhile waits no more.
/// </summary>
public interface IPasswords
{
    Task<string> HashAsync(string password, CancellationToken cancellationToken);

    /// <param name="hash">Null when there is nothing to compare with: takes as long all the same and answers false.</param>
    Task<bool> VerifyAsync(string? hash, string password, CancellationToken cancellationToken);

    /// <summary>
    /// Whether the hash costs less to try than those that are made today, and there is time now to make another; whoever has the password
    /// can. In a rush that is left for the next time.
    /// </summary>
    bool IsOutdated(string hash);
}
