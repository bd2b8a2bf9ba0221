namespace Monolith.Monitoring.Application;

public static class MonitoringPermissions
{
    public const string Read = "monitoring.read";
}
