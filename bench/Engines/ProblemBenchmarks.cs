using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Kernel;

namespace Monolith.Bench.Engines;

/// <summary>What a refusal costs, routing and the body of the problem included, beside a request that succeeds and has no body.</summary>
[MemoryDiagnoser]
public class ProblemBenchmarks
{
    private static readonly Error NotThere = new("bench.not_there", "There is nobody of this id.", ErrorKind.NotFound);

    private WebApplication _host = null!;
    private RequestDelegate _pipeline = null!;
    private Requests _requests = null!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddProblems();
        _host = builder.Build();
        _requests = new Requests(_host.Services);
        var app = new ApplicationBuilder(_host.Services);
        app.UseProblems().UseRouting().UseEndpoints(routes =>
        {
            routes.MapGet("/succeeds", () => Result.Success.ToHttp());
            routes.MapGet("/fails", () => ((Result)NotThere).ToHttp());
        });
        _pipeline = app.Build();
        await ExpectAsync("/succeeds", StatusCodes.Status204NoContent);
        await ExpectAsync("/fails", StatusCodes.Status404NotFound);
    }

    [Benchmark(Baseline = true, Description = "a result that succeeded")]
    public ValueTask<int> Succeed() => _requests.SendAsync(_pipeline, "/succeeds");

    [Benchmark(Description = "failed result as a problem")]
    public ValueTask<int> Fail() => _requests.SendAsync(_pipeline, "/fails");

    [Benchmark(Description = "unknown path as a problem")]
    public ValueTask<int> Stray() => _requests.SendAsync(_pipeline, "/nowhere");

    [GlobalCleanup]
    public async Task CleanupAsync() => await _host.DisposeAsync();

    private async Task ExpectAsync(string path, int status)
    {
        if (await _requests.SendAsync(_pipeline, path) is var found && found != status)
            throw new InvalidOperationException($"{path} answered {found} instead of {status}; there is nothing to measure.");
    }
}
