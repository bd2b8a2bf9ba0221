using System.Collections.Concurrent;
using Monolith.Tests.Integration.Fixture;
using Npgsql;

[assembly: AssemblyFixture(typeof(Services))]

namespace Monolith.Tests.Integration.Fixture;

/// <summary>
/// One PostgreSQL and one Redis for the whole run: started here, or named by <c>MONOLITH_TEST_POSTGRES</c> and <c>MONOLITH_TEST_REDIS</c>;
/// and the hosts that classes use one after the other.
/// </summary>
public sealed class Services : IAsyncLifetime
{
    private readonly ConcurrentBag<MonolithHost> idle = [];
    private readonly ConcurrentBag<TwoNodes> idlePairs = [];
    private readonly Lazy<Task<string>> migrated;
    private PostgresServer? postgres;
    private RedisServer? redis;

    public Services() => migrated = new(MigrateAsync);

    public string Postgres { get; private set; } = Environment.GetEnvironmentVariable("MONOLITH_TEST_POSTGRES") ?? string.Empty;

    public string Redis { get; private set; } = Environment.GetEnvironmentVariable("MONOLITH_TEST_REDIS") ?? string.Empty;

    public async ValueTask InitializeAsync()
    {
        if (Postgres.Length == 0)
            Postgres = (postgres = await PostgresServer.StartAsync()).ConnectionString;
        if (Redis.Length == 0)
            Redis = (redis = RedisServer.Start()).ConnectionString;
    }

    /// <summary>An empty database that nobody else uses.</summary>
    public Task<string> CreateDatabaseAsync() => CreateDatabaseAsync("template1");

    /// <summary>A database that nobody else uses, with the schema of this version and nothing in it: what every start would make of an empty one.</summary>
    public async Task<string> CreateMigratedDatabaseAsync() => await CreateDatabaseAsync(await migrated.Value);

    /// <summary>A host that nobody else uses until it is given back; others may have left people behind.</summary>
    public async Task<MonolithHost> BorrowHostAsync() => idle.TryTake(out var host) ? host : await MonolithHost.StartAsync(this);

    public void GiveBack(MonolithHost host) => idle.Add(host);

    /// <inheritdoc cref="BorrowHostAsync"/>
    internal async Task<TwoNodes> BorrowNodesAsync() => idlePairs.TryTake(out var nodes) ? nodes : await TwoNodes.StartAsync(this);

    internal void GiveBack(TwoNodes nodes) => idlePairs.Add(nodes);

    /// <summary>Ends the hosts that nobody uses now: who comes later starts others.</summary>
    public async Task EndIdleAsync()
    {
        while (idle.TryTake(out var host))
            await host.DisposeAsync();
        while (idlePairs.TryTake(out var nodes))
            await nodes.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await EndIdleAsync();
        NpgsqlConnection.ClearAllPools();
        if (postgres is not null)
            await postgres.DisposeAsync();
        if (redis is not null)
            await redis.DisposeAsync();
    }

    private async Task<string> CreateDatabaseAsync(string template)
    {
        var name = $"t_{Guid.CreateVersion7():N}";
        await using var source = NpgsqlDataSource.Create(Postgres);
        await using var create = source.CreateCommand($"create database {name} template {template}");
        await create.ExecuteNonQueryAsync();
        // Many hosts start here, and hardly one needs all the connections that the product opens at its start.
        return new NpgsqlConnectionStringBuilder(Postgres) { Database = name, MaxPoolSize = 40, MinPoolSize = 1 }.ConnectionString;
    }

    private async Task<string> MigrateAsync()
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings:Postgres"] = await CreateDatabaseAsync() };
        await using var host = HostProcess.Start(settings, "migrate");
        (await host.ExitAsync()).ShouldBe(0, host.Output);
        return new NpgsqlConnectionStringBuilder(settings["ConnectionStrings:Postgres"]).Database!;
    }
}
