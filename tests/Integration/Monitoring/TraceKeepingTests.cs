using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Monitoring.Domain;
using Monolith.Monitoring.Infrastructure;
using Monolith.Monitoring.Infrastructure.Tracing;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Monitoring;

/// <summary>How long, how many and how often a thing that happened is kept.</summary>
public sealed class TraceKeepingTests(TracingHost fixture, Services services) : IClassFixture<TracingHost>
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly string correlationId = Traces.NewCorrelationId();

    [Fact]
    public async Task What_is_too_old_is_removed()
    {
        await Store.AppendAsync([.. Enumerable.Range(0, 10).Select(Entry)], TestContext.Current.CancellationToken);
        await Store.PruneAsync(Noon.AddMinutes(4), maxEntries: 1_000_000, TestContext.Current.CancellationToken);
        (await StartsAsync()).ShouldBe([4, 5, 6, 7, 8, 9]);
    }

    [Fact]
    public async Task What_is_too_much_is_removed_from_its_old_end()
    {
        // A host of its own, for the number counts for everything that is kept; and a time that nothing else can be newer than.
        await using var host = await MonolithHost.StartAsync(services);
        var store = host.Services.GetRequiredService<ITraceStore>();
        const int Century = 100 * 365 * 24 * 60;
        await store.AppendAsync([.. Enumerable.Range(Century, 10).Select(Entry)], TestContext.Current.CancellationToken);
        await store.PruneAsync(DateTimeOffset.UnixEpoch, maxEntries: 3, TestContext.Current.CancellationToken);
        (await StartsAsync(host)).ShouldBe([Century + 7, Century + 8, Century + 9]);
    }

    [Fact]
    public async Task An_entry_that_comes_twice_is_kept_once()
    {
        var entry = Entry(1);
        await Store.AppendAsync([entry], TestContext.Current.CancellationToken);
        await Store.AppendAsync([entry, Entry(2)], TestContext.Current.CancellationToken);
        (await StartsAsync()).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Two_nodes_that_share_a_process_and_a_database_keep_a_request_once()
    {
        await using var other = await MonolithHost.StartAsync(
            services, new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings:Postgres"] = fixture.Host.ConnectionString });
        await other.RegisterAsync(correlationId: correlationId);
        using var admin = await fixture.Host.AdminAsync();
        var trace = await admin.TraceAsync(correlationId, entries => entries.Has("push", "users") && entries.Has("request", "POST /api/v1/auth/register"));
        trace["entries"]!.AsArray().Count(entry => (string)entry!["kind"]! == "request").ShouldBe(1);
        trace["entries"]!.AsArray().Count(entry => (string)entry!["kind"]! == "push").ShouldBe(1);
    }

    [Fact]
    public async Task A_demonstration_is_seeded_once()
    {
        var module = new MonitoringModule();
        for (var start = 0; start < 2; start++)
        {
            await using var scope = fixture.Host.Services.CreateAsyncScope();
            await module.SeedDemoAsync(scope.ServiceProvider, TestContext.Current.CancellationToken);
        }

        using var admin = await fixture.Host.AdminAsync();
        var first = (await admin.GetFromJsonAsync<JsonObject>("/api/v1/monitoring/requests?correlationId=demo-0000"))!;
        ((int)first["total"]!).ShouldBe(1);
        var failed = (await admin.GetFromJsonAsync<JsonObject>("/api/v1/monitoring/requests?status=5xx&pageSize=100"))!;
        ((int)failed["total"]!).ShouldBePositive();
    }

    private ITraceStore Store => fixture.Host.Services.GetRequiredService<ITraceStore>();

    private TraceEntry Entry(int minute) => TraceEntry.ForMessage(
        new TraceOrigin(Guid.CreateVersion7(), correlationId, "0af7651916cd43dd8448eb211c80319c", "users", Noon.AddMinutes(minute), TimeSpan.Zero, TraceStatus.Ok),
        "users.user-created.v1",
        new Dictionary<string, string>(StringComparer.Ordinal));

    /// <returns>The minutes past noon at which the kept entries start.</returns>
    private async Task<double[]> StartsAsync(MonolithHost? host = null)
    {
        using var admin = await (host ?? fixture.Host).AdminAsync();
        var trace = await admin.TraceAsync(correlationId, _ => true);
        return [.. trace["entries"]!.AsArray().Select(entry => ((DateTimeOffset)entry!["startedAt"]! - Noon).TotalMinutes)];
    }
}
