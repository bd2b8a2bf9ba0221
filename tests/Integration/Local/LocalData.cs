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

    public string ServerId => File.ReadLines(System.IO.Path.Combine(Cluster, "postmaster.pid")).First();

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
        if (File.Exists(System.IO.Path.Combine(Cluster, "postmaster.pid")))
            await ServerProcess.RunAsync("kill", "-QUIT", int.Parse(ServerId, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
        Directory.Delete(Path, recursive: true);
    }
}
