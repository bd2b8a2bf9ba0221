using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>
/// Stands between one connection and PostgreSQL, and counts how often the client spoke after the server had answered: each is a round trip.
/// </summary>
internal sealed class RoundTripCounter : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly Lock turn = new();
    private readonly Task relay;
    private bool serverSpoke = true;
    private int count;

    public RoundTripCounter(string connectionString)
    {
        listener.Start();
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        relay = RelayAsync(settings.Host!, settings.Port);
        (settings.Host, settings.Port) = ("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);
        (settings.MaxPoolSize, settings.SslMode, settings.GssEncryptionMode) = (1, SslMode.Disable, GssEncryptionMode.Disable);
        ConnectionString = settings.ConnectionString;
    }

    /// <summary>For at most one connection.</summary>
    public string ConnectionString { get; }

    public async Task<int> DuringAsync(Func<Task> work)
    {
        lock (turn) (count, serverSpoke) = (0, true);
        await work();
        lock (turn) return count;
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await relay;
        ended.Dispose();
    }

    private async Task RelayAsync(string host, int port)
    {
        try
        {
            using var client = await listener.AcceptTcpClientAsync(ended.Token);
            using var server = new TcpClient { NoDelay = true };
            client.NoDelay = true;
            await server.ConnectAsync(host, port, ended.Token);
            await Task.WhenAny(
                PumpAsync(client.GetStream(), server.GetStream(), isServer: false),
                PumpAsync(server.GetStream(), client.GetStream(), isServer: true));
        }
        catch (OperationCanceledException)
        {
            // The test has ended.
        }
    }

    private async Task PumpAsync(NetworkStream source, NetworkStream target, bool isServer)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await source.ReadAsync(buffer, ended.Token)) > 0)
        {
            Saw(isServer);
            await target.WriteAsync(buffer.AsMemory(0, read), ended.Token);
        }
    }

    private void Saw(bool isServer)
    {
        lock (turn)
        {
            if (!isServer && serverSpoke) count++;
            serverSpoke = isServer;
        }
    }
}
