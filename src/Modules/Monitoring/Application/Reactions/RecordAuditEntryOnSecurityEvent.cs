using Monolith.Identity.Contracts.Events;
using Monolith.Monitoring.Domain;
using Monolith.Shared.Application;

namespace Monolith.Monitoring.Application.Reactions;

/// <summary>What matters for the security of an account is in the audit trail, once, however often it is told.</summary>
public static class RecordAuditEntryOnSecurityEventHandler
{
    public static async Task Handle(SecurityEvent told, IAuditTrail trail, ICorrelation correlation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(trail);
        ArgumentNullException.ThrowIfNull(correlation);
        if (await trail.HasAsync(told.Id, cancellationToken))
            return;
        trail.Add(AuditEntry.Record(
            new AuditFact(told.Id, told.Kind, told.At, told.AccountId, told.ActorId, told.Detail, told.Unproven),
            new AuditOrigin(told.Ip, told.Device, told.Browser, told.UserAgent),
            correlation.Id));
    }
}
