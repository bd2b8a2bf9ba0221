using System.Buffers;
using System.Net.WebSockets;
using Monolith.Realtime.Infrastructure.Protocol;

namespace Monolith.Realtime.Infrastructure.Sessions;

/// <summary>Carries one session over a WebSocket until either side ends it. An idle client holds no buffer.</summary>
internal sealed class WebSocketTransport(WebSocket socket, ClientSession session, RealtimeOptions options)
{
    private const int FirstBuffer = 4 * 1024;

    // Small lines share a message up to about this size.
    private const int Batch = 16 * 1024;

    /// <param name="aborted">The connection is gone.</param>
    public async Task RunAsync(CancellationToken aborted)
    {
        using var lifetime = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        // After the last word the client has this long; then the connection is cut.
        await using var cut = session.Ended.Register(() => lifetime.CancelAfter(options.CloseTimeout));
        var writing = UntilGone(WriteAsync(lifetime.Token));
        await UntilGone(ReadAsync(lifetime.Token));
        session.Disconnect(DisconnectReason.Closed);
        await writing;
    }

    private async Task UntilGone(Task loop)
    {
        try
        {
            await loop;
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            session.Disconnect(DisconnectReason.Closed);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var waited = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
            if (waited.MessageType == WebSocketMessageType.Close)
                return;
            var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
            try
            {
                var length = 0;
                while (!waited.EndOfMessage)
                {
                    Reserve(ref buffer, length, 1);
                    waited = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                    if (waited.MessageType == WebSocketMessageType.Close)
                        return;
                    // What comes after the last word is read away, so that the close can be answered.
                    length = session.Disconnection is null ? length + waited.Count : 0;
                    if (length > options.MaxMessageBytes)
                        session.Disconnect(DisconnectReason.BadRequest);
                }

                if (session.Disconnection is null)
                    await ReceiveAsync(waited.MessageType, buffer.AsMemory(0, length));
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private Task ReceiveAsync(WebSocketMessageType type, ReadOnlyMemory<byte> message)
    {
        if (type == WebSocketMessageType.Text)
            return session.ReceiveAsync(message);
        session.Disconnect(DisconnectReason.InappropriateProtocol);
        return Task.CompletedTask;
    }

    private static void Reserve(ref byte[] buffer, int used, int more)
    {
        if (buffer.Length - used >= more)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, used + more));
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        while (await session.Outgoing.WaitAsync(cancellationToken))
        {
            while (session.Outgoing.TryTake(out var line))
                await SendAsync(line, cancellationToken);
        }

        // A client that closed first gets its own close back.
        var (code, reason) = socket.State == WebSocketState.CloseReceived
            ? (WebSocketCloseStatus.NormalClosure, null)
            : ((WebSocketCloseStatus)session.Disconnection!.Code, session.Disconnection.Reason);
        await socket.CloseOutputAsync(code, reason, cancellationToken);
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> first, CancellationToken cancellationToken)
    {
        if (!session.Outgoing.TryTake(out var next))
        {
            await socket.SendAsync(first, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            return;
        }

        var batch = ArrayPool<byte>.Shared.Rent(Batch);
        try
        {
            var length = 0;
            Append(ref batch, ref length, first.Span);
            do
            {
                Append(ref batch, ref length, [ProtocolJson.LineEnd]);
                Append(ref batch, ref length, next.Span);
            }
            while (length < Batch && session.Outgoing.TryTake(out next));

            await socket.SendAsync(batch.AsMemory(0, length), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(batch);
        }
    }

    private static void Append(ref byte[] batch, ref int length, ReadOnlySpan<byte> bytes)
    {
        Reserve(ref batch, length, bytes.Length);
        bytes.CopyTo(batch.AsSpan(length));
        length += bytes.Length;
    }
}
