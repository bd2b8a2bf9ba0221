using System.Diagnostics;
using System.Globalization;
using Monolith.Bench.Load.Contenders;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Bench.Load.Report;

/// <summary>Where and of what the results are.</summary>
internal static class MachineFacts
{
    public static IReadOnlyDictionary<string, string> Read(Options options) => new Dictionary<string, string>
    {
        ["cpu"] = Line("/proc/cpuinfo", "model name") ?? "unknown",
        ["cores"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        ["memory"] = Line("/proc/meminfo", "MemTotal") ?? "unknown",
        ["kernel"] = File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
        ["people"] = options.People.ToString(CultureInfo.InvariantCulture),
        ["kind"] = options.IsQuick ? "quick" : "whole",
    };

    public static async Task<IReadOnlyDictionary<string, string>> VersionsAsync(Servers servers) => new Dictionary<string, string>
    {
        ["commit"] = await AskAsync("git", "-C", Repository.Root, "describe", "--always", "--dirty"),
        ["dotnet"] = Environment.Version.ToString(),
        ["node"] = await AskAsync("node", "--version"),
        ["postgresql"] = await servers.VersionAsync(),
        ["redis"] = Word(await AskAsync("redis-server", "--version"), "v="),
        ["wrk"] = Word(await AskAsync("wrk", "-v"), "wrk "),
    };

    private static string? Line(string file, string name) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();

    /// <summary>What follows the mark, up to the next blank.</summary>
    private static string Word(string text, string mark) =>
        text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? text[(at + mark.Length)..].Split(' ')[0] : "unknown";

    private static async Task<string> AskAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Split('\n')[0].Trim() is { Length: > 0 } line ? line : "unknown";
    }
}
