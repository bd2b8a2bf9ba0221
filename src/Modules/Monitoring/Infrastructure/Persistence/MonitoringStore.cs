using Marten;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Monitoring.Application.Ports;
using Monolith.Monitoring.Domain;
using Monolith.Monitoring.Infrastructure.Tracing;
using Monolith.Shared.Application;

namespace Monolith.Monitoring.Infrastructure.Persistence;

internal static class MonitoringStore
{
    internal const string Schema = "monitoring";

    /// <summary>The documents of this module. Each index costs every request a write: only what readers search by has one.</summary>
    public static void AddMonitoringStore(this IServiceCollection services)
    {
        services.AddScoped<ITraceQueries, TraceQueries>();
        services.AddSingleton<ITraceStore, TraceStore>();
        services.AddScoped<IAuditTrail, AuditTrail>();
        services.AddScoped<IAuditQueries, AuditQueries>();
        services.AddHostedService<AuditSweep>();
        services.AddScoped<IRecordsOfPeople, RecordsOfPeople>();
        services.AddScoped<IPersonalData, MonitoringPersonalData>();
        services.ConfigureMarten(Configure);
    }

    private static void Configure(StoreOptions options)
    {
        options.Schema.For<TraceEntry>()
            .DatabaseSchemaName(Schema)
            .Duplicate(entry => entry.CorrelationId)
            .Duplicate(entry => entry.StartedAt)
            .Duplicate(entry => entry.HttpStatus)
            .Duplicate(entry => entry.UserId);
        options.Schema.For<AuditEntry>()
            .DatabaseSchemaName(Schema)
            .Duplicate(entry => entry.At)
            .Duplicate(entry => entry.Kind)
            .Duplicate(entry => entry.AccountId)
            .Duplicate(entry => entry.ActorId)
            .Duplicate(entry => entry.CorrelationId)
            .Duplicate(entry => entry.Unproven);
    }
}
