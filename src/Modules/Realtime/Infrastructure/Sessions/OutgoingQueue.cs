using System.Threading.Channels;

namespace Monolith.Realtime.Infrastructure.Sessions;

/// <summary>The lines that wait for one client, bounded by their bytes. Any thread adds; the transport alone takes.</summary>
internal sealed class OutgoingQueue(int maxBytes)
{
    private readonly Channel<ReadOnlyMemory<byte>> lines =
        Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new UnboundedChannelOptions { SingleReader = true });

    private int waiting;

    /// <returns>False when the client has let too much pile up, or nothing more is to be sent.</returns>
    public bool TryAdd(ReadOnlyMemory<byte> line)
    {
        if (Interlocked.Add(ref waiting, line.Length) <= maxBytes && lines.Writer.TryWrite(line))
            return true;
        Interlocked.Add(ref waiting, -line.Length);
        return false;
    }

    /// <summary>What is queued is still taken; nothing more is added.</summary>
    public void Complete() => lines.Writer.TryComplete();

    /// <returns>False when the queue is complete and empty.</returns>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => lines.Reader.WaitToReadAsync(cancellationToken);

    public bool TryTake(out ReadOnlyMemory<byte> line)
    {
        if (!lines.Reader.TryRead(out line))
            return false;
        Interlocked.Add(ref waiting, -line.Length);
        return true;
    }
}
