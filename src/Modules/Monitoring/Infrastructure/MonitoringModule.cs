using System.Reflection;
using JasperFx;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Monolith.Monitoring.Application;
using Monolith.Monitoring.Domain;
using Monolith.Monitoring.Infrastructure.Endpoints;
using Monolith.Monitoring.Infrastructure.Metrics;
using Monolith.Monitoring.Infrastructure.Persistence;
using Monolith.Monitoring.Infrastructure.Tracing;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Http;
using Monolith.Shared.Infrastructure.Modules;
using Wolverine;
using Wolverine.ErrorHandling;

namespace Monolith.Monitoring.Infrastructure;

/// <summary>What the host does and how it is: metrics, traces, health, the audit trail.</summary>
public sealed class MonitoringModule : IModule
{
    public string Name => "monitoring";

    public Assembly HandlerAssembly => typeof(MonitoringPermissions).Assembly;

    public IReadOnlyList<Permission> Permissions => MonitoringPermissions.All;

    public void AddServices(IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddSingleton<IValidateOptions<MonitoringOptions>, MonitoringOptions.Validator>();
        services.AddOptions<MonitoringOptions>().Bind(builder.Configuration.GetSection(MonitoringOptions.Section)).ValidateOnStart();
        services.AddHealthChecks();
        services.AddMonitoringStore();

        services.AddSingleton<MetricsAccess>();
        services.AddSingleton<MetricCollector>();
        services.AddHostedService(provider => provider.GetRequiredService<MetricCollector>());

        services.AddSingleton<TraceBudget>();
        services.AddSingleton<TraceQueue>();
        services.AddSingleton<IRequestObserver, RequestTags>();
        services.AddHostedService<TraceRecorder>();
        services.AddHostedService<TraceWriter>();
        services.AddHostedService<TracePruner>();
    }

    public void ConfigureMessaging(WolverineOptions options)
    {
        // This module watches: it hears what others tell, once, and tells nothing itself.
        ArgumentNullException.ThrowIfNull(options);
        options.OnException<DocumentAlreadyExistsException>(refused => refused.DocumentType == typeof(AuditEntry)).Discard();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        MetricsEndpoint.Map(routes);
        var monitoring = routes.MapModuleApi("monitoring", "Monitoring");
        ListRequestsEndpoint.Map(monitoring);
        GetTraceEndpoint.Map(monitoring);
        GetHealthEndpoint.Map(monitoring);
        ListAuditEndpoint.Map(monitoring);
        ListOwnAuditEndpoint.Map(monitoring);
    }

    public Task SeedDemoAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        ActivatorUtilities.CreateInstance<DemoRequests>(services).SeedAsync(cancellationToken);
}
