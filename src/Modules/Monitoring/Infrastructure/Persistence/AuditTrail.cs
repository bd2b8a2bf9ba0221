using Marten;
using Monolith.Monitoring.Domain;

namespace Monolith.Monitoring.Infrastructure.Persistence;

/// <summary>Public because handlers receive it; the transaction of the handler stores what it collects.</summary>
public sealed class AuditTrail(IDocumentSession session) : IAuditTrail
{
    public Task<bool> HasAsync(Guid id, CancellationToken cancellationToken) => session.CheckExistsAsync<AuditEntry>(id, cancellationToken);

    public void Add(AuditEntry entry) => session.Insert(entry);
}
