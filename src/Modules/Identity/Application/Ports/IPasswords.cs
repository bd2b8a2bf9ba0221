namespace Monolith.Identity.Application.Ports;

/// <summary>Slow on purpose; runs beside the request threads, a few at a time.</summary>
public interface IPasswords
{
    Task<string> HashAsync(string password, CancellationToken cancellationToken);

    /// <param name="hash">Null when there is nothing to compare with: takes as long all the same and answers false.</param>
    Task<bool> VerifyAsync(string? hash, string password, CancellationToken cancellationToken);

    /// <summary>Whether the hash costs less to try than those that are made today; whoever has the password can make a new one.</summary>
    bool IsOutdated(string hash);
}
