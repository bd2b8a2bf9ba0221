using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Identity.Contracts.Events;
using Monolith.Tests.Integration.Fixture;
using Npgsql;
using NpgsqlTypes;
using Wolverine;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Monitoring;

/// <summary>The audit trail as it is told to and as it lies in the database.</summary>
internal static class Audit
{
    /// <summary>Tells what happened and waits until it is recorded.</summary>
    public static Task<ITrackedSession> TellAsync(this MonolithHost host, SecurityEvent told, string correlationId) =>
        host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).DoNotAssertOnExceptionsDetected().ExecuteAndWaitAsync(async Task (_) =>
        {
            await using var scope = host.Services.CreateAsyncScope();
            var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
            ((IMessageContext)bus).CorrelationId = correlationId;
            await bus.PublishAsync(told);
        });

    /// <summary>What was recorded under a correlation id, or everything, in the order of its events.</summary>
    public static async Task<IReadOnlyList<JsonObject>> AuditAsync(this MonolithHost host, string? correlationId)
    {
        await using var source = NpgsqlDataSource.Create(host.ConnectionString);
        await using var select = source.CreateCommand("select data::text from monitoring.mt_doc_auditentry where $1 is null or correlation_id = $1 order by id");
        select.Parameters.Add(new() { Value = (object?)correlationId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await using var rows = await select.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var entries = new List<JsonObject>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            entries.Add(JsonNode.Parse(rows.GetString(0))!.AsObject());
        return entries;
    }
}
