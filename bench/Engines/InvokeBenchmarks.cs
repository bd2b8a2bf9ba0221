using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Wolverine;

namespace Monolith.Bench.Engines;

/// <summary>What the bus costs a call: the handlers do nothing.</summary>
[MemoryDiagnoser]
public class InvokeBenchmarks
{
    private readonly Ping _ping = new();
    private readonly Question _question = new(1);
    private NpgsqlDataSource _database = null!;
    private IHost _host = null!;
    private AsyncServiceScope _scope;
    private IMessageBus _bus = null!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _database = EngineHost.Connect();
        _host = await EngineHost.StartAsync(_database);
        _scope = _host.Services.CreateAsyncScope();
        _bus = _scope.ServiceProvider.GetRequiredService<IMessageBus>();
    }

    [Benchmark(Description = "invoke an empty handler")]
    public Task Invoke() => _bus.InvokeAsync(_ping);

    [Benchmark(Description = "invoke and answer")]
    public Task<Answer> InvokeAndAnswer() => _bus.InvokeAsync<Answer>(_question);

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _scope.DisposeAsync();
        await _host.StopAsync();
        _host.Dispose();
        await _database.DisposeAsync();
    }
}
