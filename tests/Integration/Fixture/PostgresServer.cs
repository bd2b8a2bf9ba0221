using System.Globalization;
using Npgsql;

namespace Monolith.Tests.Integration.Fixture;

/// <summary>The distribution's PostgreSQL on a private folder, gone with the run; without fsync, for speed, unless it is to be durable.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Careless = " -c fsync=off -c synchronous_commit=off -c full_page_writes=off";

    private readonly string folder = Directory.CreateTempSubdirectory("monolith-pg-").FullName;

    private PostgresServer()
    {
    }

    public string ConnectionString { get; private set; } = string.Empty;

    public static async Task<PostgresServer> StartAsync(bool durable = false)
    {
        var server = new PostgresServer();
        var port = ServerProcess.FreePort();
        if (Environment.IsPrivilegedProcess)
            await ServerProcess.RunAsync("chown", "postgres", server.folder);
        await RunAsync("initdb", "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--pgdata", server.Data);
        await RunAsync(
            "pg_ctl", "start", "--wait", "--silent", "--pgdata", server.Data, "--log", server.Log,
            "--options", $"-p {port.ToString(CultureInfo.InvariantCulture)} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300{(durable ? "" : Careless)}");
        server.ConnectionString = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "postgres", Database = "postgres" }.ConnectionString;
        return server;
    }

    /// <summary>Returns when it answers again.</summary>
    /// <param name="mode"><c>fast</c> ends what runs; <c>immediate</c> is a crash.</param>
    public Task RestartAsync(string mode) =>
        RunAsync("pg_ctl", "restart", "--wait", "--silent", "--mode", mode, "--pgdata", Data, "--log", Log);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("pg_ctl", "stop", "--mode=immediate", "--silent", "--pgdata", Data);
        if (Environment.IsPrivilegedProcess)
            await ServerProcess.RunAsync("rm", "-rf", folder);
        else
            Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    private string Log => Path.Combine(folder, "log");

    // PostgreSQL refuses to run as root.
    private static Task RunAsync(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? ServerProcess.RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", Program(program), .. arguments])
        : ServerProcess.RunAsync(Program(program), arguments);

    private static string Program(string name) =>
        Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin", name)).Where(File.Exists).Max(StringComparer.Ordinal)
        ?? throw new InvalidOperationException("PostgreSQL is not installed; run ./dev test, which installs it.");
}
