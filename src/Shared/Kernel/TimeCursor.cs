using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace Monolith.Shared.Kernel;

/// <summary>How far a list that is read from its newest row on has been read: the time and the id of the last row.</summary>
public sealed record TimeCursor(DateTimeOffset At, Guid Id)
{
    private const int Length = 24;

    /// <summary>What a client hands back to read on; it need not understand it.</summary>
    public string Encode()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, At.UtcTicks);
        Id.TryWriteBytes(bytes[8..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    /// <returns>Null when no list gave this text out.</returns>
    public static TimeCursor? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length != Base64Url.GetEncodedLength(Length)
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done
            || written != Length)
        {
            return null;
        }

        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return ticks < DateTimeOffset.MinValue.Ticks || ticks > DateTimeOffset.MaxValue.Ticks
            ? null
            : new TimeCursor(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes[8..], bigEndian: true));
    }
}
