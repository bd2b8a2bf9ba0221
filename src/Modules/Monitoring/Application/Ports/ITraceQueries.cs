using Monolith.Shared.Kernel;

namespace Monolith.Monitoring.Application.Ports;

/// <summary>What the host did, as pages read it. An entry appears within a second of what it tells.</summary>
public interface ITraceQueries
{
    /// <summary>Newest first.</summary>
    Task<Page<RequestView>> ListRequestsAsync(RequestFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <returns>Null when nothing is kept under this id, or no longer.</returns>
    Task<TraceView?> FindTraceAsync(string correlationId, CancellationToken cancellationToken);
}
