using Monolith.Tests.Integration.Fixture;
using Npgsql;

namespace Monolith.Bench.Load.Contenders;

/// <summary>What all contenders share: a durable PostgreSQL with a database for each, a Redis, and somewhere to send mail.</summary>
internal sealed class Servers : IAsyncDisposable
{
    // Beyond the defaults only what every administrator sets, the same for all; connections for the pools of all contenders together.
    private const string Tuning = "-c shared_buffers=256MB -c max_wal_size=2GB -c max_connections=600";

    private readonly PostgresServer _postgres;
    private readonly RedisServer _redis;

    private Servers(PostgresServer postgres, RedisServer redis) => (_postgres, _redis) = (postgres, redis);

    public SmtpSink Mail { get; } = new();

    public string Redis => _redis.ConnectionString;

    public ProcessTree Postgres => new(_postgres.ProcessId);

    public static async Task<Servers> StartAsync()
    {
        var postgres = await PostgresServer.StartAsync(durable: true, Tuning);
        return new(postgres, RedisServer.Start());
    }

    public async Task<string> CreateDatabaseAsync(string name)
    {
        await ExecuteAsync($"create database {name}");
        return new NpgsqlConnectionStringBuilder(_postgres.ConnectionString) { Database = name }.ConnectionString;
    }

    /// <summary>Puts the log's work of the past behind, so that none of it falls into the next turn.</summary>
    public Task CheckpointAsync() => ExecuteAsync("checkpoint");

    public async Task<string> VersionAsync()
    {
        await using var connection = new NpgsqlConnection(_postgres.ConnectionString);
        await connection.OpenAsync();
        return connection.ServerVersion;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Mail.DisposeAsync();
        await _redis.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(_postgres.ConnectionString);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
