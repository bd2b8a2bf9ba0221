using System.Runtime.InteropServices;
using Monolith.Bench.Load;
using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;
using Monolith.Bench.Load.Rows;
using Npgsql;

// [--only NAME] [--rows N] [--quick] [--out FOLDER]: loads product, limit and peer in turn, and says which bars hold.
// Ends with 0, with 1 when a bar does not hold, with 2 when the arguments are not understood, with 3 when something could not be measured.
var (options, problem) = Options.Parse(args, [.. RowList.All.Select(row => row.Name)]);
if (options is null)
{
    await Console.Error.WriteLineAsync(problem);
    return 2;
}

using var end = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
using var hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Interrupt);
try
{
    var results = await RunAsync(options, end.Token);
    Directory.CreateDirectory(options.Out);
    await JsonReport.WriteAsync(results, Path.Combine(options.Out, "latest.json"));
    await File.WriteAllTextAsync(Path.Combine(options.Out, "latest.md"), MarkdownReport.Of(results));
    await File.WriteAllTextAsync(Path.Combine(options.Out, "latest.svg"), Plot.Of(results));
    foreach (var failure in results.Failures)
        await Console.Error.WriteLineAsync(failure);
    return results.Failures.Count > 0 ? 3 : results.AllBarsHold ? 0 : 1;
}
catch (BenchException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 3;
}
catch (OperationCanceledException)
{
    return 130;
}

void Interrupt(PosixSignalContext context)
{
    context.Cancel = true;
    Progress.Say($"{context.Signal}: ending what was started…");
    end.Cancel();
}

// A client that waits in vain is cancelled too.
static bool IsOfRow(Exception exception) => exception is BenchException or HttpRequestException or NpgsqlException or OperationCanceledException;

static async Task<Results> RunAsync(Options options, CancellationToken cancellationToken)
{
    Progress.Say("Starting PostgreSQL and Redis…");
    await using var servers = await Servers.StartAsync();
    await using var session = new Session(servers, options);
    List<RowResult> rows = [];
    List<string> failures = [];
    foreach (var row in RowList.All.Where(row => options.Only is { } only ? row.Name == only : row.HasBars || !options.IsQuick))
    {
        try
        {
            rows.AddRange(await row.MeasureAsync(session, cancellationToken));
        }
        catch (Exception exception) when (IsOfRow(exception) && !cancellationToken.IsCancellationRequested)
        {
            // The others are worth having all the same.
            failures.Add($"{row.Name}: {exception.Message}");
            Progress.Say($"{row.Name} failed: {exception.Message}");
        }
    }

    return new(MachineFacts.Read(options), await MachineFacts.VersionsAsync(servers), rows, failures);
}
