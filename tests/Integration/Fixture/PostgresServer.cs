using System.Globalization;
using Npgsql;

namespace Monolith.Tests.Integration.Fixture;

/// <summary>The distribution's PostgreSQL on a private folder, gone with the run; without fsync, for speed, unless it is to be durable.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Careless = " -c fsync=off -c synchronous_commit=off -c full_page_writes=off";

    private readonly string folder = Directory.CreateTempSubdirectory("monolith-pg-").FullName;

    private bool running;

    private PostgresServer()
    {
    }

    public string ConnectionString { get; private set; } = string.Empty;

    /// <summary>Of the process whose children are the sessions.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <param name="options">More of them for the server, each as <c>-c name=value</c>.</param>
    public static async Task<PostgresServer> StartAsync(bool durable = false, string options = "")
    {
        var server = await CreateAsync();
        await RunAsync("initdb", "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--pgdata", server.Data);
        await server.StartAsync($"{(durable ? "" : Careless)} {options}");
        return server;
    }

    /// <summary>One that speaks to <c>postgres</c> as ever, and to everybody else by TLS, and believes who a certificate of the authority names.</summary>
    public static async Task<PostgresServer> StartForCertificatesAsync(string certificate, string key, string authority)
    {
        var server = await CreateAsync();
        var rules = Path.Combine(server.folder, "hba");
        await RunAsync("initdb", "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--pgdata", server.Data);
        await server.TakeAsync(certificate, "server.pem");
        await server.TakeAsync(key, "server.key");
        await server.TakeAsync(authority, "authority.pem");
        await File.WriteAllTextAsync(rules, "host all postgres 127.0.0.1/32 trust\nhostssl all all 127.0.0.1/32 cert\n");
        await server.StartAsync(
            $"{Careless} -c ssl=on -c hba_file={rules} -c ssl_cert_file={server.folder}/server.pem -c ssl_key_file={server.folder}/server.key "
            + $"-c ssl_ca_file={server.folder}/authority.pem");
        return server;
    }

    /// <summary>A streaming standby that answers queries.</summary>
    public static async Task<PostgresServer> StartStandbyOfAsync(PostgresServer primary)
    {
        var server = await CreateAsync();
        var source = new NpgsqlConnectionStringBuilder(primary.ConnectionString);
        await RunAsync(
            "pg_basebackup", "--write-recovery-conf", "--checkpoint=fast", "--no-sync", "--pgdata", server.Data, "--host", source.Host!,
            "--port", source.Port.ToString(CultureInfo.InvariantCulture), "--username", source.Username!);
        await server.StartAsync(Careless);
        return server;
    }

    /// <summary>Returns when it answers again.</summary>
    /// <param name="mode"><c>fast</c> ends what runs; <c>immediate</c> is a crash.</param>
    /// <param name="absence">How long nobody can connect.</param>
    public async Task RestartAsync(string mode, TimeSpan absence)
    {
        await RunAsync("pg_ctl", "stop", "--silent", "--mode", mode, "--pgdata", Data);
        await Task.Delay(absence);
        await ReturnAsync();
    }

    /// <summary>Ends it as a crash does; its data stays.</summary>
    public async Task StopAsync()
    {
        if (running)
            await RunAsync("pg_ctl", "stop", "--mode=immediate", "--silent", "--pgdata", Data);
        running = false;
    }

    /// <summary>Starts what was stopped, where clients knew it, and returns when it answers.</summary>
    public async Task ReturnAsync()
    {
        // With the options of the last time, which start would not know.
        await RunAsync("pg_ctl", "restart", "--wait", "--silent", "--pgdata", Data, "--log", Log);
        running = true;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (Environment.IsPrivilegedProcess)
            await ServerProcess.RunAsync("rm", "-rf", folder);
        else
            Directory.Delete(folder, recursive: true);
    }

    private static async Task<PostgresServer> CreateAsync()
    {
        var server = new PostgresServer();
        if (Environment.IsPrivilegedProcess)
            await ServerProcess.RunAsync("chown", "postgres", server.folder);
        return server;
    }

    /// <summary>PostgreSQL takes no key that others may read, or that is another's.</summary>
    private Task TakeAsync(string file, string name)
    {
        string[] owner = Environment.IsPrivilegedProcess ? ["--owner=postgres"] : [];
        return ServerProcess.RunAsync("install", ["--mode=600", .. owner, file, Path.Combine(folder, name)]);
    }

    private async Task StartAsync(string options)
    {
        var port = ServerProcess.FreePort();
        await RunAsync(
            "pg_ctl", "start", "--wait", "--silent", "--pgdata", Data, "--log", Log,
            "--options", $"-p {port.ToString(CultureInfo.InvariantCulture)} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300{options}");
        running = true;
        ConnectionString = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "postgres", Database = "postgres" }.ConnectionString;
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
