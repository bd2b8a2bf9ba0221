using Monolith.Identity.Contracts.Events;
using Monolith.Monitoring.Domain;
using Monolith.Shared.Application;

namespace Monolith.Monitoring.Application.Reactions;

/// <summary>What matters for the security of an account is in the audit trail, once, however often it is told.</summary>
public static class RecordAuditEntryOnSecurityEventHandler
{
    /// <remarks>Told twice, it is refused at commit, by the id of the entry that is there; the module discards it then.</remarks>
    public static void Handle(SecurityEvent told, IAuditTrail trail, ICorrelation correlation)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(trail);
        ArgumentNullException.ThrowIfNull(correlation);
        trail.Add(AuditEntry.Record(
            new AuditFact(told.Id, told.Kind, told.At, told.AccountId, told.ActorId, told.Detail, told.Unproven),
            new AuditOrigin(told.Ip, told.Device, told.Browser, told.UserAgent),
            correlation.Id));
    }
}
