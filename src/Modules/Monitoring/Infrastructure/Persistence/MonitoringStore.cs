using Marten;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Monitoring.Application.Ports;
using Monolith.Monitoring.Domain;
using Monolith.Monitoring.Infrastructure.Tracing;

namespace Monolith.Monitoring.Infrastructure.Persistence;

internal static class MonitoringStore
{
    /// <summary>The documents of this module. Each index costs every request a write: only what readers search by has one.</summary>
    public static void AddMonitoringStore(this IServiceCollection services)
    {
        services.AddScoped<ITraceQueries, TraceQueries>();
        services.AddSingleton<ITraceStore, TraceStore>();
        services.ConfigureMarten(options => options.Schema.For<TraceEntry>()
            .DatabaseSchemaName("monitoring")
            .Duplicate(entry => entry.CorrelationId)
            .Duplicate(entry => entry.StartedAt)
            .Duplicate(entry => entry.HttpStatus)
            .Duplicate(entry => entry.UserId));
    }
}
