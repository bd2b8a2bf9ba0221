using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.EndToEnd.Fixture;

/// <summary>The host as <c>./dev run</c> starts it: the built assembly as a process, in Development, with the built web app.</summary>
internal sealed partial class Node : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource running = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Node(Process process, Uri address)
    {
        (this.process, Address) = (process, address);
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>What the terminal shows.</summary>
    public string Output => string.Join('\n', lines);

    /// <summary>The link that makes the first administrator, as printed.</summary>
    public Uri SetupLink => new(Printed().Match(Output).Groups["link"].Value);

    public static Uri FreeAddress() => new($"http://localhost:{ServerProcess.FreePort().ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Returns when the host answers.</summary>
    /// <param name="settings">Configuration keys with colons.</param>
    public static async Task<Node> StartAsync(Uri address, IReadOnlyDictionary<string, string> settings)
    {
        var content = Path.Combine(Repository.Root, "src", "Host");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(content, "bin", Configuration, "net10.0", "Monolith.Host.dll")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_CONTENTROOT"] = content;
        start.Environment["ASPNETCORE_URLS"] = start.Environment["PublicUrl"] = Origin(address);
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;

        var node = new Node(Process.Start(start)!, address);
        await node.RunningAsync();
        return node;
    }

    public static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    /// <summary>As the power cut does: nothing is finished, nothing is written down.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            // In order, so that the embedded database ends too; not SIGINT, which the children of a background job ignore.
            await ServerProcess.RunAsync("kill", "-TERM", process.Id.ToString(CultureInfo.InvariantCulture));
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    // The folder above the target framework's: Debug or Release, as these tests were built.
    private static string Configuration => Directory.GetParent(AppContext.BaseDirectory.TrimEnd('/'))!.Name;

    private async Task RunningAsync()
    {
        var ended = process.WaitForExitAsync();
        var first = await Task.WhenAny(running.Task, ended).WaitAsync(StartPatience);
        if (first == ended)
            throw new InvalidOperationException($"The host ended: {Output}");
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        lines.Enqueue(line.Data);
        if (line.Data.StartsWith("Monolith is running", StringComparison.Ordinal))
            running.TrySetResult();
    }

    [GeneratedRegex("(?<link>http\\S+/setup#token=\\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Printed();
}
