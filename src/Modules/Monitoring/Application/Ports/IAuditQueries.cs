using Monolith.Shared.Kernel;

namespace Monolith.Monitoring.Application.Ports;

/// <summary>The audit trail as pages read it, the newest entries first. An entry appears a moment after what it tells.</summary>
public interface IAuditQueries
{
    Task<CursorPage<AuditEntryView>> ListAsync(AuditFilter filter, CursorRequest request, CancellationToken cancellationToken);

    /// <summary>Only what the person may see whose account it is about.</summary>
    Task<CursorPage<OwnAuditEntryView>> ListOwnAsync(Guid accountId, CursorRequest request, CancellationToken cancellationToken);
}
