using Monolith.Shared.Application;

namespace Monolith.Monitoring.Application;

public static class MonitoringPermissions
{
    public const string Read = "monitoring.read";

    /// <summary>Who did what, of everybody.</summary>
    public const string ReadAudit = "audit.read";

    public static IReadOnlyList<Permission> All { get; } =
    [
        new(Read, "See metrics, requests, traces and health, live."),
        new("monitoring.manage", "Change alert rules, handle incidents, replay messages that failed."),
        new(ReadAudit, "See who did what, and when, in the audit trail."),
    ];
}
