using System.Runtime.InteropServices;
using Npgsql;

namespace Monolith.Host.Local;

/// <summary>
/// The private PostgreSQL of a host that was given none: one per data folder, reachable from this machine only, started before
/// everything that needs it and stopped when the process ends, after the last connection was closed. A server that a killed host left behind is ended first, so a start always
/// finds the committed data and nobody else's sessions.
/// </summary>
internal sealed class EmbeddedPostgres : IHostedService
{
    private readonly DataFolder _folder;
    private readonly PostgresCluster _cluster;
    private readonly NpgsqlConnectionStringBuilder _connection;
    private readonly PosixSignalRegistration[] _interrupts;

    private EmbeddedPostgres(DataFolder folder, PostgresCluster cluster)
    {
        (_folder, _cluster) = (folder, cluster);
        _connection = new() { Database = PostgresCluster.Name, Username = PostgresCluster.Name, Password = folder.Password() };
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
        // Until the host listens to them itself, an interrupt would end the process and leave the server behind.
        _interrupts = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Exit), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Exit)];
    }

    public string ConnectionString => _connection.ConnectionString;

    /// <param name="dataDirectory">Made when it does not exist; a relative path counts from the current directory.</param>
    /// <param name="contentRoot">The folder src/Host, where <c>./dev</c> installs the PostgreSQL programs.</param>
    /// <exception cref="StartupException">The database cannot start.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(string dataDirectory, string contentRoot)
    {
        var folder = DataFolder.Open(dataDirectory);
        try
        {
            var cluster = new PostgresCluster(folder, await PostgresTools.LocateAsync(contentRoot, folder));
            var database = new EmbeddedPostgres(folder, cluster);
            await cluster.EndOrphanAsync();
            await cluster.InitializeAsync(database._connection.Password!);
            (database._connection.Host, database._connection.Port) = await cluster.LaunchAsync();
            await database.EnsureDatabaseAsync();
            return database;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw folder.Unusable(problem);
        }
    }

    /// <summary>From here on the host listens to interrupts itself, and ends the process when it has stopped.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Array.ForEach(_interrupts, registration => registration.Dispose());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task EnsureDatabaseAsync()
    {
        try
        {
            await ConnectAsync(PostgresCluster.Name);
        }
        catch (PostgresException absent) when (absent.SqlState is PostgresErrorCodes.InvalidCatalogName)
        {
            await ConnectAsync("postgres", thenCreate: true);
        }
    }

    private async Task ConnectAsync(string database, bool thenCreate = false)
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database, Pooling = false };
        try
        {
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync();
            if (thenCreate)
            {
                await using var execute = new NpgsqlCommand($"CREATE DATABASE {PostgresCluster.Name}", connection);
                await execute.ExecuteNonQueryAsync();
            }
        }
        catch (NpgsqlException problem) when (problem.SqlState is not PostgresErrorCodes.InvalidCatalogName)
        {
            throw _cluster.Failure((problem as PostgresException)?.MessageText ?? problem.Message);
        }
    }

    private void Stop()
    {
        _cluster.Stop();
        _folder.Dispose();
    }

    private static void Exit(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Environment.Exit(130);
    }
}
