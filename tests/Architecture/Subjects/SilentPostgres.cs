using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Monolith.Tests.Architecture.Subjects;

/// <summary>
/// Lets a client sign in and never answers a query (PostgreSQL frontend/backend protocol 3.0): a host that checks its database at the
/// start goes on to build its routes, and whatever wanted data to do so would wait here until its timeout.
/// </summary>
internal sealed class SilentPostgres : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly List<TcpClient> _clients = [];

    public SilentPostgres()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public string ConnectionString =>
        $"Host=127.0.0.1;Port={((IPEndPoint)_listener.LocalEndpoint).Port};Database=none;Username=none;Password=none;"
        + "SSL Mode=Disable;GSS Encryption Mode=Disable;Server Compatibility Mode=NoTypeLoading;Timeout=10;Command Timeout=10";

    public void Dispose()
    {
        _listener.Dispose();
        _clients.ForEach(client => client.Dispose());
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                await WelcomeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The listener was closed: the test is over.
        }
    }

    private async Task WelcomeAsync(TcpClient client)
    {
        _clients.Add(client);
        var stream = client.GetStream();
        var length = new byte[sizeof(int)];
        await stream.ReadExactlyAsync(length);
        await stream.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(length) - sizeof(int)]);
        await stream.WriteAsync((byte[])
        [
            .. Message('R', 0, 0, 0, 0),
            .. Message('S', "server_version\018.0\0"u8),
            .. Message('S', "client_encoding\0UTF8\0"u8),
            .. Message('Z', (byte)'I'),
        ]);
    }

    private static byte[] Message(char type, params ReadOnlySpan<byte> body)
    {
        var message = new byte[1 + sizeof(int) + body.Length];
        message[0] = (byte)type;
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), sizeof(int) + body.Length);
        body.CopyTo(message.AsSpan(1 + sizeof(int)));
        return message;
    }
}
