namespace Monolith.Monitoring.Domain;

/// <summary>The audit trail as it is written: it only grows. What is too old leaves it by itself.</summary>
public interface IAuditTrail
{
    /// <summary>Refused at commit when the entry is there already.</summary>
    void Add(AuditEntry entry);
}
