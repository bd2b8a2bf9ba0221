using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Monolith.Tests.Integration.Fixture;

/// <summary>A Redis of the tests' own, which a test may also kill and bring back.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly Process process;

    private RedisServer(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public string ConnectionString => $"127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}";

    /// <param name="knownPort">Brings one back where clients knew it.</param>
    public static RedisServer Start(int? knownPort = null)
    {
        var port = knownPort ?? ServerProcess.FreePort();
        return Start(port, "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1");
    }

    /// <summary>One that speaks by TLS alone, with those who have a certificate of the authority.</summary>
    public static RedisServer StartForCertificates(string certificate, string key, string authority)
    {
        var port = ServerProcess.FreePort();
        return Start(
            port, "--port", "0", "--tls-port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1",
            "--tls-cert-file", certificate, "--tls-key-file", key, "--tls-ca-cert-file", authority, "--tls-auth-clients", "yes");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static RedisServer Start(int port, params string[] arguments)
    {
        var server = ServerProcess.Start("redis-server", [.. arguments, "--save", "", "--appendonly", "no"]);
        // A host asks at once whether it answers.
        SpinWait.SpinUntil(() => server.HasExited || Accepts(port));
        return new(server, port);
    }

    private static bool Accepts(int port)
    {
        try
        {
            using var connection = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
