using Monolith.Monitoring.Domain;
using Monolith.Shared.Application;
using Monolith.Users.Contracts.Events;

namespace Monolith.Monitoring.Application.Reactions;

/// <summary>Who took people out of the directory is in the audit trail, once, however often it is told.</summary>
public static class RecordAuditEntryOnUsersExportedHandler
{
    /// <summary>Stored: never rename it.</summary>
    private const string Kind = "users-exported";

    /// <remarks>Told twice, it is refused at commit, by the id of the entry that is there; the module discards it then.</remarks>
    public static void Handle(UsersExported exported, IAuditTrail trail, ICorrelation correlation)
    {
        ArgumentNullException.ThrowIfNull(exported);
        ArgumentNullException.ThrowIfNull(trail);
        ArgumentNullException.ThrowIfNull(correlation);
        trail.Add(AuditEntry.Record(
            new AuditFact(exported.ExportId, Kind, exported.ExportedAt, AccountId: null, exported.ActorId, exported.Format, Unproven: false),
            AuditOrigin.Unknown with { Ip = exported.Ip, UserAgent = exported.UserAgent },
            correlation.Id));
    }
}
