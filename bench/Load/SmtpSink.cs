using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monolith.Bench.Load;

/// <summary>A mail server (RFC 5321) on a free loopback port that accepts every mail, unless told otherwise, and keeps none.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
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
                while (await reader.ReadLineAsync(_end.Token) is { } line)
                {
                    var reply = _reply(connection, line);
                    if (line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
                    {
                        await SayAsync(stream, "221 bye");
                        return;
                    }

                    if (reply is null && line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
                        await TakeAsync(stream, reader);
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

    private async Task TakeAsync(NetworkStream stream, StreamReader reader)
    {
        await SayAsync(stream, "354 go on");
        while (await reader.ReadLineAsync(_end.Token) is { } line and not ".")
            _ = line;
        await SayAsync(stream, "250 taken");
    }

    private ValueTask SayAsync(NetworkStream stream, string line) => stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), _end.Token);
}
