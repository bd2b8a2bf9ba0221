using System.Diagnostics;
using System.Globalization;

namespace Monolith.Tests.Integration.Fixture;

/// <summary>A Redis of the tests' own, which a test may also kill and bring back.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly Process process;

    private RedisServer(Process process, int port) => (this.process, ConnectionString) = (process, $"127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");

    public string ConnectionString { get; }

    public static RedisServer Start()
    {
        var port = ServerProcess.FreePort();
        return new(ServerProcess.Start("redis-server", "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"), port);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
