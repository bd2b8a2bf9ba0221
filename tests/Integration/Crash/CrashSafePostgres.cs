using Monolith.Tests.Integration.Fixture;
using Npgsql;

namespace Monolith.Tests.Integration.Crash;

/// <summary>A PostgreSQL that keeps its word when it is killed, for these tests alone: they restart it.</summary>
public sealed class CrashSafePostgres : IAsyncLifetime
{
    private PostgresServer? server;

    public async ValueTask InitializeAsync() => server = await PostgresServer.StartAsync(durable: true);

    public Task RestartAsync(string mode, TimeSpan absence) => server!.RestartAsync(mode, absence);

    /// <summary>A database that nobody else uses.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"t_{Guid.CreateVersion7():N}";
        await using var source = NpgsqlDataSource.Create(server!.ConnectionString);
        await using var create = source.CreateCommand($"create database {name}");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name, MaxPoolSize = 60 }.ConnectionString;
    }

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? default;
}
