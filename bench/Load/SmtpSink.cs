using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monolith.Bench.Load;

/// <summary>A mail server (RFC 5321) on a free loopback port that accepts every mail, unless told otherwise, and keeps none.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    // IPPROTO_TCP and TCP_QUICKACK of tcp(7), which have no name in the framework.
    private const int Tcp = 6;
    private const int QuickAcknowledgement = 12;

    private readonly Func<int, string, string?> _reply;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private int _connections;

    /// <param name="reply">Told the number of the connection and the command, may say what the answer is: nothing, if it is empty.</param>
    public SmtpSink(Func<int, string, string?>? reply = null)
    {
        _reply = reply ?? ((_, _) => null);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ConverseAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        var connection = Interlocked.Increment(ref _connections);
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                await SayAsync(stream, "220 ready");
                while (await ReadLineAsync(client, reader) is { } line)
                {
                    var reply = _reply(connection, line);
                    if (line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
                    {
                        await SayAsync(stream, "221 bye");
                        return;
                    }

                    if (reply is null && line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
                        await TakeAsync(client, stream, reader);
                    else if (reply != string.Empty)
                        await SayAsync(stream, reply ?? "250 fine");
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The sender has hung up, or the benchmark ends.
            }
        }
    }

    private async Task TakeAsync(TcpClient client, NetworkStream stream, StreamReader reader)
    {
        await SayAsync(stream, "354 go on");
        while (await ReadLineAsync(client, reader) is { } line and not ".")
            _ = line;
        await SayAsync(stream, "250 taken");
    }

    /// <summary>
    /// Acknowledged at once: a sender that writes a mail in pieces holds the second back until the first is acknowledged (RFC 896), which
    /// the system would delay by 40 ms (RFC 1122, 4.2.3.2), and what waits for a benchmark's mails to leave would mostly wait for that.
    /// </summary>
    private ValueTask<string?> ReadLineAsync(TcpClient client, StreamReader reader)
    {
        if (OperatingSystem.IsLinux())
            client.Client.SetRawSocketOption(Tcp, QuickAcknowledgement, BitConverter.GetBytes(1));
        return reader.ReadLineAsync(_end.Token);
    }

    private ValueTask SayAsync(NetworkStream stream, string line) => stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), _end.Token);
}
