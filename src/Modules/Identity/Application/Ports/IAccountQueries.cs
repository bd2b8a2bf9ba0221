namespace Monolith.Identity.Application.Ports;

public interface IAccountQueries
{
    Task<AccountView?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Whether the installation has its first administrator.</summary>
    Task<bool> IsSetUpAsync(CancellationToken cancellationToken);
}
