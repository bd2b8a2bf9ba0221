using System.Runtime.InteropServices;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Monolith.Bench.Engines;
using Monolith.Tests.Integration.Fixture;

// [--quick] [--only invoke|documents|queues|hot-paths] [--out FILE]: measures the engines and what every request pays for beside their
// limits, and says which bars hold.
var isQuick = args.Contains("--quick");
var only = Option("--only");
await using var postgres = await PostgresServer.StartAsync(durable: true);
Environment.SetEnvironmentVariable(EngineHost.ConnectionVariable, postgres.ConnectionString);

var config = ManualConfig.CreateEmpty()
    .AddJob(Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance).WithWarmupCount(isQuick ? 3 : 6).WithIterationCount(isQuick ? 5 : 20))
    .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
    .AddLogger(new ConsoleLogger())
    .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "monolith-bench"))
    .WithOptions(ConfigOptions.DisableLogFile);

// Whoever ends it early finds no PostgreSQL left behind.
var ended = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
using var hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, End);
return await await Task.WhenAny(Task.Run(MeasureAsync), ended.Task);

void End(PosixSignalContext context)
{
    context.Cancel = true;
    ended.TrySetResult(130);
}

async Task<int> MeasureAsync()
{
    var report = new EngineReport();
    if (only is null or "invoke")
    {
        foreach (var method in BenchmarkRunner.Run<InvokeBenchmarks>(config).Reports)
            report.AddInvoke(method);
    }

    if (only is null or "documents")
    {
        var allocations = BenchmarkRunner.Run<DocumentBenchmarks>(config);
        foreach (var results in await DocumentBenchmarks.MeasureAsync(isQuick))
            report.AddDocuments(results);
        report.AddAllocations(allocations);
    }

    if (only is null or "queues")
        report.AddQueues(await QueueRun.MeasureAsync(isQuick));

    if (only is null or "hot-paths")
    {
        foreach (var summary in BenchmarkRunner.Run([typeof(TokenBenchmarks), typeof(ProblemBenchmarks), typeof(CorrelationBenchmarks)], config))
            report.AddHotPath(summary);
    }

    Console.WriteLine(report);
    if (Option("--out") is { } file)
        await File.WriteAllTextAsync(file, report.ToString());
    return report.AllBarsHold ? 0 : 1;
}

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
