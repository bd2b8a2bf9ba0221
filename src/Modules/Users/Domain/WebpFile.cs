using System.Buffers;
using System.Buffers.Binary;

namespace Monolith.Users.Domain;

/// <summary>WebP (RFC 9649): a RIFF container with one picture, lossy or lossless, and chunks about it.</summary>
internal static class WebpFile
{
    private const int ContainerHeader = 12;
    private const int ChunkHeader = 8;
    private const int ExtendedLength = 10;

    /// <summary>Bits of the extended header: what is kept, and the two of metadata, which is not.</summary>
    private const byte Animation = 0x02;
    private const byte Metadata = 0x04 | 0x08;

    /// <returns>Null for what is none, is cut off, or moves.</returns>
    public static ImageFile? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < ContainerHeader || !bytes.StartsWith("RIFF"u8) || !bytes[8..].StartsWith("WEBP"u8))
            return null;
        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        if (size < 4 || size > bytes.Length - ChunkHeader)
            return null;
        var content = new ArrayBufferWriter<byte>(bytes.Length);
        content.Write(bytes[..ContainerHeader]);
        var (width, height, pictures) = (0L, 0L, 0);
        for (var rest = bytes[ContainerHeader..(ChunkHeader + (int)size)]; rest.Length > 0;)
        {
            if (!TryReadChunk(ref rest, out var chunk, out var data))
                return null;
            if (chunk.StartsWith("VP8X"u8) && (data.Length < ExtendedLength || (data[0] & Animation) != 0))
                return null;
            if (SizeOf(chunk, data) is { } seen)
                (width, height) = (Math.Max(width, seen.Width), Math.Max(height, seen.Height));
            pictures += IsPicture(chunk) ? 1 : 0;
            if (IsShown(chunk))
                content.Write(chunk);
        }

        return pictures == 1 ? new ImageFile("image/webp", width, height, Finished(content.WrittenSpan.ToArray())) : null;
    }

    private static bool TryReadChunk(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> chunk, out ReadOnlySpan<byte> data)
    {
        chunk = default;
        data = default;
        if (rest.Length < ChunkHeader)
            return false;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
        var padded = ChunkHeader + (long)length + (length & 1);
        if (padded > rest.Length)
            return false;
        chunk = rest[..(int)padded];
        data = chunk.Slice(ChunkHeader, (int)length);
        rest = rest[chunk.Length..];
        return true;
    }

    /// <returns>Null where the chunk says nothing of it.</returns>
    private static (long Width, long Height)? SizeOf(ReadOnlySpan<byte> chunk, ReadOnlySpan<byte> data)
    {
        if (chunk.StartsWith("VP8X"u8))
            return (1 + ReadUInt24(data[4..]), 1 + ReadUInt24(data[7..]));
        if (chunk.StartsWith("VP8 "u8) && data.Length >= 10 && data[3..].StartsWith<byte>([0x9D, 0x01, 0x2A]))
            return (BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF);
        if (chunk.StartsWith("VP8L"u8) && data.Length >= 5 && data[0] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
            return (1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
        }

        return null;
    }

    private static long ReadUInt24(ReadOnlySpan<byte> data) => data[0] | (data[1] << 8) | (data[2] << 16);

    private static bool IsPicture(ReadOnlySpan<byte> chunk) => chunk.StartsWith("VP8 "u8) || chunk.StartsWith("VP8L"u8);

    private static bool IsShown(ReadOnlySpan<byte> chunk) =>
        IsPicture(chunk) || chunk.StartsWith("VP8X"u8) || chunk.StartsWith("ALPH"u8) || chunk.StartsWith("ICCP"u8);

    /// <summary>The container says how long it is, and the extended header that there is no metadata.</summary>
    private static byte[] Finished(byte[] content)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(4), (uint)(content.Length - ChunkHeader));
        var first = content.AsSpan(ContainerHeader);
        if (first.StartsWith("VP8X"u8))
            first[ChunkHeader] &= unchecked((byte)~Metadata);
        return content;
    }
}
