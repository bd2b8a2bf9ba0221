using Monolith.Tests.Integration.Fixture;
using Npgsql;

[assembly: AssemblyFixture(typeof(Services))]

namespace Monolith.Tests.Integration.Fixture;

/// <summary>
/// One PostgreSQL and one Redis for the whole run: started here, or named by <c>MONOLITH_TEST_POSTGRES</c> and <c>MONOLITH_TEST_REDIS</c>.
/// </summary>
public sealed class Services : IAsyncLifetime
{
    private PostgresServer? postgres;
    private RedisServer? redis;

    public string Postgres { get; private set; } = Environment.GetEnvironmentVariable("MONOLITH_TEST_POSTGRES") ?? string.Empty;

    public string Redis { get; private set; } = Environment.GetEnvironmentVariable("MONOLITH_TEST_REDIS") ?? string.Empty;

    public async ValueTask InitializeAsync()
    {
        if (Postgres.Length == 0)
            Postgres = (postgres = await PostgresServer.StartAsync()).ConnectionString;
        if (Redis.Length == 0)
            Redis = (redis = RedisServer.Start()).ConnectionString;
    }

    /// <summary>A database that nobody else uses.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"t_{Guid.CreateVersion7():N}";
        await using var source = NpgsqlDataSource.Create(Postgres);
        await using var create = source.CreateCommand($"create database {name}");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(Postgres) { Database = name, MaxPoolSize = 40 }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (postgres is not null)
            await postgres.DisposeAsync();
        if (redis is not null)
            await redis.DisposeAsync();
    }
}
