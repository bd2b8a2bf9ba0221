using System.Buffers;
using System.Buffers.Binary;

namespace Monolith.Users.Domain;

/// <summary>Portable Network Graphics (W3C, third edition): a signature and chunks, each with its length, type, data and checksum.</summary>
internal static class PngFile
{
    private const int ChunkOverhead = 12;
    private const int HeaderLength = 13;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <returns>Null for what is none, or is cut off.</returns>
    public static ImageFile? Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Signature))
            return null;
        var content = new ArrayBufferWriter<byte>(bytes.Length);
        content.Write(Signature);
        var (width, height, hasPixels) = (0L, 0L, false);
        for (var rest = bytes[Signature.Length..]; rest.Length >= ChunkOverhead;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - ChunkOverhead)
                return null;
            var chunk = rest[..(ChunkOverhead + (int)length)];
            var type = chunk[4..8];
            var data = chunk[8..^4];
            var isHeader = type.SequenceEqual("IHDR"u8);
            if (isHeader != (width == 0) || (isHeader && length != HeaderLength))
                return null;
            if (isHeader)
                (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
            if (IsShown(type))
                content.Write(chunk);
            hasPixels |= type.SequenceEqual("IDAT"u8);
            if (type.SequenceEqual("IEND"u8))
                return hasPixels ? new ImageFile("image/png", width, height, content.WrittenSpan.ToArray()) : null;
            rest = rest[chunk.Length..];
        }

        return null;
    }

    /// <summary>The picture, its colours and its transparency; of an animation the first picture.</summary>
    private static bool IsShown(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("IHDR"u8) || type.SequenceEqual("PLTE"u8) || type.SequenceEqual("IDAT"u8) || type.SequenceEqual("IEND"u8)
        || type.SequenceEqual("tRNS"u8) || type.SequenceEqual("gAMA"u8) || type.SequenceEqual("cHRM"u8) || type.SequenceEqual("sRGB"u8)
        || type.SequenceEqual("iCCP"u8) || type.SequenceEqual("cICP"u8) || type.SequenceEqual("sBIT"u8);
}
