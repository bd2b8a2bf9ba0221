using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Monolith.Bench.Engines;
using Monolith.Tests.Integration.Fixture;

// engines [--quick] [--out FILE]: measures the document store and the message bus beside the driver, and says which bars hold.
var isQuick = args.Contains("--quick");
await using var postgres = await PostgresServer.StartAsync(durable: true);
Environment.SetEnvironmentVariable(EngineHost.ConnectionVariable, postgres.ConnectionString);

var config = ManualConfig.CreateEmpty()
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(isQuick ? 3 : 6).WithIterationCount(isQuick ? 5 : 20))
    .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
    .AddLogger(new ConsoleLogger())
    .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "monolith-bench"))
    .WithOptions(ConfigOptions.DisableLogFile);

var invoke = BenchmarkRunner.Run<InvokeBenchmarks>(config);
var documents = BenchmarkRunner.Run<DocumentBenchmarks>(config);
var queues = await QueueRun.MeasureAsync(isQuick);

var report = new EngineReport();
report.AddInvoke(Of(invoke, nameof(InvokeBenchmarks.Invoke)));
report.AddInvoke(Of(invoke, nameof(InvokeBenchmarks.InvokeAndAnswer)));
report.AddDocuments("insert", Of(documents, nameof(DocumentBenchmarks.Insert)), Of(documents, nameof(DocumentBenchmarks.InsertRaw)), bar: 0.9);
report.AddDocuments("load by id", Of(documents, nameof(DocumentBenchmarks.Load)), Of(documents, nameof(DocumentBenchmarks.LoadRaw)), bar: 0.9);
report.AddDocuments("query 20 by index", Of(documents, nameof(DocumentBenchmarks.Query)), Of(documents, nameof(DocumentBenchmarks.QueryRaw)), bar: null);
report.AddQueues(queues);
Console.WriteLine(report);
if (Array.IndexOf(args, "--out") is >= 0 and var at && at + 1 < args.Length)
    await File.WriteAllTextAsync(args[at + 1], report.ToString());
return report.AllBarsHold ? 0 : 1;

static BenchmarkReport Of(Summary summary, string method) =>
    summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method);
