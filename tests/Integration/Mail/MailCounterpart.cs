using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Mail;

/// <summary>A mail server that nobody here wrote (npm smtp-server), in Node.js; what happens to it is reported.</summary>
internal sealed class MailCounterpart : IAsyncDisposable
{
    public const string User = "mailer";
    public const string Password = "a password that is in no log";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly ConcurrentQueue<JsonObject> _reports = new();

    private MailCounterpart(Process process) => _process = process;

    public int Port { get; private set; }

    /// <summary>Everything so far.</summary>
    public IReadOnlyCollection<JsonObject> Reports => _reports;

    /// <param name="certificate">What it shows; nobody trusts it but who was told to.</param>
    /// <param name="startTls">False: it does not know how to encrypt.</param>
    /// <param name="knownPort">Brings one back where clients knew it.</param>
    public static async Task<MailCounterpart> StartAsync(TestCertificate certificate, bool startTls = true, int? knownPort = null)
    {
        var settings = JsonSerializer.Serialize(
            new { port = knownPort ?? 0, user = User, password = Password, startTls, cert = certificate.Pem, key = certificate.KeyPem });
        var start = new ProcessStartInfo("node", [Path.Combine(Repository.Root, "tests", "Counterparts", "mail-server.js"), settings])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = new MailCounterpart(Process.Start(start)!);
        server._process.OutputDataReceived += server.Keep;
        server._process.ErrorDataReceived += server.Keep;
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        server.Port = (int)(await server.ReportAsync("listening"))["port"]!;
        return server;
    }

    /// <param name="stage"><c>rcpt</c> or <c>data</c>.</param>
    /// <param name="times">-1: always.</param>
    public async Task RefuseAsync(string address, string stage, int code, int times)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { refuse = new { address, stage, code, times } }));
        await ReportAsync("refusing", report => (string?)report["address"] == address && (string?)report["stage"] == stage);
    }

    /// <summary>The first mail to an address that comes, or has come.</summary>
    public Task<JsonObject> MailAsync(string to) => ReportAsync("mail", report => IsTo(report, to));

    public int MailsTo(string address) => _reports.Count(report => Is(report, "mail") && IsTo(report, address));

    /// <summary>How often something was reported of an address, or at all.</summary>
    public int Count(string name, string? address = null) =>
        _reports.Count(report => Is(report, name) && (address is null || (string?)report["address"] == address));

    /// <summary>The first report of this event that is meant, now or later.</summary>
    public async Task<JsonObject> ReportAsync(string name, Func<JsonObject, bool>? meant = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (_reports.FirstOrDefault(report => Is(report, name) && meant?.Invoke(report) != false) is { } found)
                return found;
            try
            {
                await Task.Delay(BetweenLooks, patience.Token);
            }
            catch (OperationCanceledException exception)
            {
                throw new TimeoutException($"No '{name}' came, only: {string.Join('\n', _reports.Select(report => report.ToJsonString()))}", exception);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static bool Is(JsonObject report, string name) => (string?)report["event"] == name;

    private static bool IsTo(JsonObject mail, string address) => mail["to"]!.AsArray().Any(to => (string?)to == address);

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        _reports.Enqueue(line.Data.StartsWith('{') ? JsonNode.Parse(line.Data)!.AsObject() : new JsonObject { ["event"] = "words", ["text"] = line.Data });
    }
}
