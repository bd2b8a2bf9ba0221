using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Monolith.Tests.Integration.Fixture;

/// <summary>The host as an operator runs it: a process with environment variables, an exit code and what it prints.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly ConcurrentQueue<string> printed = new();
    private readonly TaskCompletionSource running = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly string readiness;

    private HostProcess(Process process, Uri address, string readiness)
    {
        (this.process, Address, this.readiness) = (process, address, readiness);
        process.OutputDataReceived += Keep;
        process.OutputDataReceived += (_, line) => printed.Enqueue(line.Data ?? string.Empty);
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>Everything that it said.</summary>
    public string Output => string.Join('\n', lines);

    /// <summary>What it said on standard output alone.</summary>
    public string Printed => string.Join('\n', printed);

    /// <param name="settings">Configuration keys with colons.</param>
    /// <param name="arguments">The host's own, for example <c>migrate</c>.</param>
    public static HostProcess Start(IReadOnlyDictionary<string, string?> settings, params string[] arguments) =>
        Start("Monolith.Host.dll", "Monolith is running", settings, arguments);

    /// <summary>The service that is there to be killed (tests/Node), in the place of the host.</summary>
    public static HostProcess StartNode(IReadOnlyDictionary<string, string?> settings) =>
        Start("Monolith.Tests.Node.dll", "Node is running", settings, []);

    private static HostProcess Start(
        string program, string readiness, IReadOnlyDictionary<string, string?> settings, string[] arguments)
    {
        var address = new Uri(settings.GetValueOrDefault("ASPNETCORE_URLS") ?? $"http://127.0.0.1:{ServerProcess.FreePort().ToString(CultureInfo.InvariantCulture)}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return new(Process.Start(start)!, address, readiness);
    }

    /// <summary>Waits until the host says that it serves, or ends instead.</summary>
    public async Task<HostProcess> RunningAsync()
    {
        if (await Task.WhenAny(running.Task, ExitAsync()) != running.Task)
            throw new InvalidOperationException($"The host does not run: {Output}");
        return this;
    }

    /// <summary>Waits until the host answers that it serves, which it does not say outside Development.</summary>
    public async Task<HostProcess> ServingAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await IsServedAsync(client))
        {
            if (HasEnded || patience.IsCancellationRequested)
                throw new InvalidOperationException($"The host does not serve: {Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }

        return this;
    }

    /// <summary>Ends the host in order, as Ctrl-C does.</summary>
    public async Task<int> StopAsync()
    {
        await ServerProcess.RunAsync("kill", "-TERM", Id.ToString(CultureInfo.InvariantCulture));
        return await ExitAsync();
    }

    /// <summary>Ends the host without a chance to say or save anything.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async Task<int> ExitAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    private static async Task<bool> IsServedAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/startup", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        lines.Enqueue(line.Data);
        if (line.Data.StartsWith(readiness, StringComparison.Ordinal))
            running.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
