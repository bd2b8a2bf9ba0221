using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monolith.Host.Local;

/// <summary>The database files below a data folder and the one server that runs on them.</summary>
internal sealed class PostgresCluster(DataFolder folder, PostgresTools tools)
{
    /// <summary>Of the role and of its database.</summary>
    public const string Name = "monolith";

    private const int LargestLog = 10 * 1024 * 1024;

    // sockaddr_un holds 104 bytes on macOS and 108 on Linux, the closing zero included.
    private const int LongestSocketPath = 103;

    /// <summary>Ends the server that a killed host left behind, so that this start does not meet its sessions.</summary>
    public async Task EndOrphanAsync()
    {
        var pidFile = Path.Combine(folder.Cluster, "postmaster.pid");
        if (!File.Exists(pidFile))
        {
            return;
        }

        if (!IsServerOfThisFolder(File.ReadLines(pidFile).FirstOrDefault()))
        {
            File.Delete(pidFile);
            return;
        }

        foreach (var mode in new[] { "fast", "immediate" })
        {
            if ((await tools.RunAsync("pg_ctl", "stop", "-D", folder.Cluster, "-w", "-t", "30", "-m", mode)).Succeeded)
            {
                return;
            }
        }

        throw Failure("the server of an earlier run does not end");
    }

    /// <summary>Makes the database files on first use. A start that is interrupted here begins anew next time.</summary>
    public async Task InitializeAsync(string password)
    {
        if (Directory.Exists(folder.Cluster))
        {
            return;
        }

        var draft = folder.Cluster + ".new";
        if (Directory.Exists(draft))
        {
            Directory.Delete(draft, recursive: true);
        }

        var passwordFile = Path.Combine(folder.Postgres, "password");
        DataFolder.WritePrivate(passwordFile, password);
        await PostgresTools.GiveAsync(folder);
        var made = await tools.RunAsync(
            "initdb", "-D", draft, "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            "--auth=scram-sha-256", $"--username={Name}", $"--pwfile={passwordFile}");
        File.Delete(passwordFile);
        if (!made.Succeeded)
        {
            throw new StartupException(
                $"PostgreSQL could not make its data folder {draft} ({made.Reason}): free space or repair permissions, " +
                "or choose another folder with --data.");
        }

        Directory.Move(draft, folder.Cluster);
    }

    /// <summary>Starts the server, waits until it accepts connections and tells the address: a Unix socket's folder or a host.</summary>
    public async Task<(string Host, int Port)> LaunchAsync()
    {
        var log = new FileInfo(folder.Log);
        if (log is { Exists: true, Length: > LargestLog })
        {
            File.Move(folder.Log, folder.Log + ".1", overwrite: true);
            log.Refresh();
        }

        var address = Address();
        await File.WriteAllTextAsync(Path.Combine(folder.Cluster, "postgresql.conf"), Configuration(address.Host, address.Port));
        await PostgresTools.GiveAsync(folder);
        var start = await tools.RunAsync("pg_ctl", "start", "-D", folder.Cluster, "-l", folder.Log, "-w", "-t", "60");
        return start.Succeeded ? address : throw Failure(LastWords(log.Exists ? log.Length : 0) ?? start.Reason);
    }

    /// <summary>Ends the server in order; nothing happens when it does not run.</summary>
    public void Stop() => tools.Run("pg_ctl", "stop", "-D", folder.Cluster, "-m", "fast", "-w", "-t", "60");

    public StartupException Failure(string reason) =>
        new($"PostgreSQL does not run on {folder.Cluster} ({reason.TrimEnd('.')}): restore that folder from a backup or choose another " +
            $"with --data; the log is {folder.Log}.");

    private bool IsServerOfThisFolder(string? pid)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(pid ?? "", CultureInfo.InvariantCulture));
            // The number may belong to a stranger by now, and even that may be a PostgreSQL: of another folder.
            return process.ProcessName is "postgres"
                && (!OperatingSystem.IsLinux() || string.Equals(new FileInfo($"/proc/{pid}/cwd").LinkTarget, folder.Cluster, StringComparison.Ordinal));
        }
        catch (Exception notRunning) when (notRunning is ArgumentException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    private (string Host, int Port) Address()
    {
        var socket = Path.Combine(folder.Postgres, ".s.PGSQL.5432");
        if (!OperatingSystem.IsWindows() && Encoding.UTF8.GetByteCount(socket) <= LongestSocketPath)
        {
            return (folder.Postgres, 5432);
        }

        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ("127.0.0.1", ((IPEndPoint)probe.LocalEndpoint).Port);
    }

    // The whole file, written anew at each start; ALTER SYSTEM still overrides a line of it.
    private static string Configuration(string host, int port)
    {
        var bySocket = host.StartsWith('/');
        return $"""
            listen_addresses = '{(bySocket ? "" : host)}'
            unix_socket_directories = '{(bySocket ? host.Replace("'", "''", StringComparison.Ordinal) : "")}'
            unix_socket_permissions = 0700
            port = {port}
            max_connections = 100
            shared_buffers = 64MB
            max_wal_size = 256MB
            timezone = 'UTC'
            log_timezone = 'UTC'
            log_checkpoints = off
            log_line_prefix = '%m [%p] '

            """;
    }

    /// <summary>What the server wrote last about its end, since the log was <paramref name="from"/> bytes long.</summary>
    private string? LastWords(long from)
    {
        using var log = new FileStream(folder.Log, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        log.Seek(from, SeekOrigin.Begin);
        using var reader = new StreamReader(log);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var fatal = lines.LastOrDefault(line => line.Contains("FATAL:  ", StringComparison.Ordinal) || line.Contains("PANIC:  ", StringComparison.Ordinal));
        return fatal?.Split("  ", 2)[^1] ?? lines.FirstOrDefault();
    }
}
