using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monolith.Bench.Load;

/// <summary>A mail server (RFC 5321) on a free loopback port that accepts every mail and keeps none.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private int _taken;

    public SmtpSink()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many mails came in so far.</summary>
    public int Taken => _taken;

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
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                await SayAsync(stream, "220 ready");
                while (await reader.ReadLineAsync(_end.Token) is { } line)
                {
                    if (line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
                    {
                        await SayAsync(stream, "221 bye");
                        return;
                    }

                    if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
                        await TakeAsync(stream, reader);
                    else
                        await SayAsync(stream, "250 fine");
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
        Interlocked.Increment(ref _taken);
        await SayAsync(stream, "250 taken");
    }

    private ValueTask SayAsync(NetworkStream stream, string line) => stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), _end.Token);
}
