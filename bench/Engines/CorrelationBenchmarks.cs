using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Shared.Infrastructure.Correlation;

namespace Monolith.Bench.Engines;

/// <summary>What its correlation id costs a request, from reading or making it to echoing it: nothing comes after it.</summary>
[MemoryDiagnoser]
public class CorrelationBenchmarks
{
    private const string Id = "0af7651916cd43dd8448eb211c80319c";

    private readonly RequestDelegate _nothing = static _ => Task.CompletedTask;
    private RequestDelegate _correlated = null!;
    private ServiceProvider _services = null!;
    private Requests _requests = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _services = new ServiceCollection().BuildServiceProvider();
        _requests = new Requests(_services);
        var app = new ApplicationBuilder(_services);
        app.UseCorrelation();
        app.Run(_nothing);
        _correlated = app.Build();
    }

    [Benchmark(Baseline = true, Description = "the same request without one")]
    public ValueTask<int> Bare() => _requests.SendAsync(_nothing, "/");

    [Benchmark(Description = "correlation id made")]
    public ValueTask<int> Made() => _requests.SendAsync(_correlated, "/");

    [Benchmark(Description = "correlation id of the caller")]
    public ValueTask<int> Taken() => _requests.SendAsync(_correlated, "/", CorrelationId.HeaderName, Id);

    [GlobalCleanup]
    public void CleanUp() => _services.Dispose();
}
