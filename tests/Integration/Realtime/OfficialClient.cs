using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Realtime;

/// <summary>npm <c>centrifuge</c>, which nobody here wrote, in Node.js; its reports arrive in an inbox.</summary>
internal sealed class OfficialClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly Process process;
    private readonly Channel<JsonElement> reports = Channel.CreateUnbounded<JsonElement>();
    private readonly ConcurrentQueue<string> seen = new();

    private OfficialClient(Process process) => this.process = process;

    public static OfficialClient Start(MonolithHost host, string email, string password)
    {
        var start = new ProcessStartInfo(
            "node",
            [
                Path.Combine(Repository.Root, "tests", "Integration", "Realtime", "official-client.mjs"),
                Path.Combine(Repository.Root, "web", "package.json"),
                host.Address.ToString(),
                email,
                password,
            ])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var client = new OfficialClient(Process.Start(start)!);
        client.process.OutputDataReceived += client.Keep;
        client.process.ErrorDataReceived += client.Keep;
        client.process.BeginOutputReadLine();
        client.process.BeginErrorReadLine();
        return client;
    }

    public Task SayAsync(string command) => process.StandardInput.WriteLineAsync(command);

    /// <summary>The first report of this event that is meant; others are passed over.</summary>
    public async Task<JsonElement> ReportAsync(string name, Func<JsonElement, bool>? meant = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                var report = await reports.Reader.ReadAsync(patience.Token);
                if (report.GetProperty("event").GetString() == name && meant?.Invoke(report) != false)
                    return report;
            }
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"No '{name}' came, only: {string.Join('\n', seen)}", exception);
        }
    }

    /// <summary>How often the client has reported this event so far.</summary>
    public int Count(string name) => seen.Count(line => line.StartsWith($"{{\"event\":\"{name}\"", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        seen.Enqueue(line.Data);
        if (line.Data.StartsWith('{'))
            reports.Writer.TryWrite(JsonElement.Parse(line.Data));
    }
}
