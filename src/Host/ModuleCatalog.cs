using Monolith.Identity.Infrastructure;
using Monolith.Monitoring.Infrastructure;
using Monolith.Realtime.Infrastructure;
using Monolith.Shared.Infrastructure.Modules;
using Monolith.Users.Infrastructure;

namespace Monolith.Host;

/// <summary>The one list of modules: services, routes, handlers and documents all derive from it.</summary>
internal static class ModuleCatalog
{
    public static IReadOnlyList<IModule> All { get; } =
    [
        new IdentityModule(),
        new UsersModule(),
        new MonitoringModule(),
        new RealtimeModule(),
    ];
}
