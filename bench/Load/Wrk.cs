using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Bench.Load;

/// <summary>One load as wrk is to send it.</summary>
/// <param name="Script">A file in the folder wrk beside this one, without its ending.</param>
/// <param name="Settings">Environment variables that the script reads.</param>
/// <param name="LengthTolerance">By how much the mean length of answers may differ between two turns, as a part of it.</param>
internal sealed record WrkLoad(
    string Script, Uri Address, int Connections, IReadOnlyDictionary<string, string> Settings, double LengthTolerance = 0.02);

/// <summary>What wrk counted in one turn; times in microseconds.</summary>
internal sealed record Turn(
    long Requests, long Microseconds, long Bytes, long Connect, long Read, long Write, long Timeout, long Status,
    double P50, double P90, double P95, double P99, double Max, long Mismatches, string Example)
{
    public double PerSecond => Requests * 1e6 / Microseconds;

    public double BytesPerRequest => (double)Bytes / Requests;

    public double P95Milliseconds => P95 / 1e3;

    public double P99Milliseconds => P99 / 1e3;

    /// <summary>What went wrong, or null.</summary>
    public string? Problem =>
        Requests == 0 ? "it answered no request"
        : Status > 0 ? $"{Status} of {Requests} answers were errors"
        : Connect + Read + Write + Timeout > 0 ? $"{Connect} connections, {Read} reads, {Write} writes failed and {Timeout} requests timed out"
        : Mismatches > 0 ? $"{Mismatches} of {Requests} answers were wrong, the first: {Example}"
        : null;
}

/// <summary>
/// The load generator wrk. A measured turn only counts, because a callback for each answer would load wrk so much that everything faster
/// than it looked alike; so a verifying turn, outside the measurement, compares every answer with the expected one, and the measured
/// turn's answers must have the same mean length.
/// </summary>
internal static class Wrk
{
    public const int Threads = 2;

    private const string Marker = "load: ";
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Compares every answer.</summary>
    /// <exception cref="BenchException">One is wrong.</exception>
    public static async Task<Turn> VerifyAsync(WrkLoad load, TimeSpan length, CancellationToken cancellationToken) =>
        Sound(await RunAsync(load, length, isVerifying: true, cancellationToken), load);

    /// <summary>Counts only.</summary>
    /// <exception cref="BenchException">A request failed.</exception>
    public static async Task<Turn> MeasureAsync(WrkLoad load, TimeSpan length, CancellationToken cancellationToken) =>
        Sound(await RunAsync(load, length, isVerifying: false, cancellationToken), load);

    /// <exception cref="BenchException">The answers of a turn are not as long as those that were verified.</exception>
    public static void Compare(WrkLoad load, Turn turn, Turn verified)
    {
        if (Math.Abs(turn.BytesPerRequest / verified.BytesPerRequest - 1) > load.LengthTolerance)
        {
            throw new BenchException(
                $"{load.Address.PathAndQuery} had answers of {turn.BytesPerRequest:F0} bytes under load, "
                + $"but of {verified.BytesPerRequest:F0} when it was verified.");
        }
    }

    private static Turn Sound(Turn turn, WrkLoad load) =>
        turn.Problem is { } problem ? throw new BenchException($"{load.Address.PathAndQuery} failed under load: {problem}.") : turn;

    private static async Task<Turn> RunAsync(WrkLoad load, TimeSpan length, bool isVerifying, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(length + RequestTimeout + Grace);
        using var process = Process.Start(Start(load, length, isVerifying))!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return Parse(await output) ?? throw new BenchException($"wrk left no results: {await output}{await error}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BenchException($"wrk did not end in time: does {load.Address.PathAndQuery} still answer?");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static ProcessStartInfo Start(WrkLoad load, TimeSpan length, bool isVerifying)
    {
        var scripts = Path.Combine(Repository.Root, "bench/Load/wrk");
        var start = new ProcessStartInfo(
            "wrk",
            [
                "--threads", Text(Threads), "--connections", Text(load.Connections), "--duration", $"{Text((int)length.TotalSeconds)}s",
                "--timeout", $"{Text((int)RequestTimeout.TotalSeconds)}s",
                "--script", Path.Combine(scripts, $"{load.Script}.lua"), load.Address.ToString(),
            ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LOAD_SCRIPTS"] = scripts;
        start.Environment["LOAD_THREADS"] = Text(Threads);
        if (isVerifying)
            start.Environment["LOAD_VERIFY"] = "1";
        foreach (var (name, value) in load.Settings)
            start.Environment[name] = value;
        return start;
    }

    internal static Turn? Parse(string output) =>
        output.Split('\n').LastOrDefault(line => line.StartsWith(Marker, StringComparison.Ordinal)) is { } line
            ? JsonSerializer.Deserialize<Turn>(line[Marker.Length..], Json)
            : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
