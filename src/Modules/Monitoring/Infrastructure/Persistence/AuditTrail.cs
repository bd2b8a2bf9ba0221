using Marten;
using Microsoft.Extensions.Logging;
using Monolith.Monitoring.Domain;

namespace Monolith.Monitoring.Infrastructure.Persistence;

/// <summary>
/// Public because handlers receive it; the transaction of the handler stores what it collects. Each entry is also a line of the log, for
/// whoever collects it where nobody who writes to this database can change it.
/// </summary>
public sealed partial class AuditTrail(IDocumentSession session, ILogger<AuditTrail> logger) : IAuditTrail
{
    public void Add(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        session.Insert(entry);
        // Before the commit: what is told has happened, and a line that comes again when a commit fails has the same id, while one that
        // waited for the commit might never come.
        var (ip, device, browser, userAgent) = entry.Origin;
        LogEntry(entry.Kind, entry.Id, entry.At, entry.AccountId, entry.ActorId, ip, device, browser, userAgent, entry.Detail, entry.CorrelationId);
    }

    [LoggerMessage(
        LogLevel.Information,
        "Audit: {Kind}, entry {EntryId} of {At:O}, account {AccountId}, by {ActorId} from {Ip} with {Device}, {Browser}, {UserAgent}; {Detail}; {CorrelationId}")]
    private partial void LogEntry(
        string kind,
        Guid entryId,
        DateTimeOffset at,
        Guid? accountId,
        Guid? actorId,
        string? ip,
        string? device,
        string? browser,
        string? userAgent,
        string? detail,
        string correlationId);
}
