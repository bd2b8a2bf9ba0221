namespace Monolith.Identity.Application.Ports;

public interface ISessionQueries
{
    /// <summary>The account's open sessions, the one that was used last first; of more than 200 the latest sign-ins.</summary>
    Task<IReadOnlyList<SessionView>> OpenOfAsync(Guid accountId, CancellationToken cancellationToken);
}
