using System.Diagnostics;
using System.Globalization;
using Monolith.Tests.Integration.Fixture;
using Npgsql;

namespace Monolith.Tests.Integration.Local;

/// <summary>A data folder of its own for hosts that run without any address in their configuration, gone with the test.</summary>
internal sealed class LocalData(string path) : IAsyncDisposable
{
    private readonly List<HostProcess> hosts = [];

    public LocalData() : this(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"monolith-{Guid.CreateVersion7():N}"))
    {
    }

    public string Path { get; } = path;

    public string Cluster => System.IO.Path.Combine(Path, "postgres", "data");

    public string PasswordFile => System.IO.Path.Combine(Path, "postgres.password");

    /// <summary>Whether a server holds the folder; its last act is to give that up.</summary>
    public bool IsServed => File.Exists(ServerFile);

    public string ServerId => File.ReadLines(ServerFile).First();

    private string ServerFile => System.IO.Path.Combine(Cluster, "postmaster.pid");

    public HostProcess Start(params string[] arguments)
    {
        var host = HostProcess.Start(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Data:Directory"] = Path,
                ["ASPNETCORE_CONTENTROOT"] = System.IO.Path.Combine(Repository.Root, "src", "Host"),
            },
            arguments);
        hosts.Add(host);
        return host;
    }

    /// <summary>Lets a host apply the schema and end, which is the shortest life of a database; answers what it said.</summary>
    public async Task<string> MigrateAsync(int expectedExit = 0)
    {
        var host = Start("migrate");
        (await host.ExitAsync()).ShouldBe(expectedExit, host.Output);
        return host.Output;
    }

    public async Task<object?> AskAsync(string sql)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = System.IO.Path.Combine(Path, "postgres"),
            Database = "monolith",
            Username = "monolith",
            Password = await File.ReadAllTextAsync(PasswordFile),
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
            await host.DisposeAsync();
        if (IsServed && IsServer(ServerId))
            Find(ServerId).Kill();
        Directory.Delete(Path, recursive: true);
    }

    /// <summary>Whether that server runs; one that has ended, and that nobody has reaped yet, has a name but no command line.</summary>
    public static bool IsServer(string id)
    {
        try
        {
            return Find(id).ProcessName is "postgres" && (!OperatingSystem.IsLinux() || File.ReadAllText($"/proc/{id}/cmdline").Length > 0);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    private static Process Find(string id) => Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
}
