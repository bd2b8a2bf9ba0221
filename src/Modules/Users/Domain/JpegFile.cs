using System.Buffers;
using System.Buffers.Binary;

namespace Monolith.Users.Domain;

/// <summary>JPEG (ITU-T T.81, annex B): markers, most with a segment, and after a start of scan the coded pixels up to the next marker.</summary>
internal static class JpegFile
{
    private const byte Mark = 0xFF;
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const int FrameLength = 8;

    /// <summary>A JFIF segment without a thumbnail.</summary>
    private const int JfifLength = 16;

    /// <returns>Null for what is none, or is cut off.</returns>
    public static ImageFile? Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith([Mark, StartOfImage, Mark]))
            return null;
        var content = new ArrayBufferWriter<byte>(bytes.Length);
        content.Write(bytes[..2]);
        var (width, height, hasPixels) = (0L, 0L, false);
        for (var rest = bytes[2..]; TryReadMarker(ref rest, out var marker);)
        {
            if (marker == EndOfImage)
            {
                content.Write([Mark, EndOfImage]);
                return hasPixels ? new ImageFile("image/jpeg", width, height, content.WrittenSpan.ToArray()) : null;
            }

            if (!TryReadSegment(ref rest, out var segment))
                return null;
            if (IsFrame(marker))
            {
                if (width != 0 || segment.Length < FrameLength)
                    return null;
                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[3..]), BinaryPrimitives.ReadUInt16BigEndian(segment[5..]));
            }

            if (IsShown(marker, segment))
            {
                content.Write([Mark, marker]);
                content.Write(segment);
            }

            if (marker != StartOfScan)
                continue;
            if (width == 0)
                return null;
            var pixels = rest[..EndOfScan(rest)];
            content.Write(pixels);
            rest = rest[pixels.Length..];
            hasPixels = true;
        }

        return null;
    }

    /// <summary>Any number of fill bytes may stand before the code of a marker.</summary>
    private static bool TryReadMarker(ref ReadOnlySpan<byte> rest, out byte marker)
    {
        var begin = rest.IndexOfAnyExcept(Mark);
        marker = begin > 0 ? rest[begin] : (byte)0;
        // Codes without a segment belong into the coded pixels, except the end.
        if (marker is 0x00 or 0x01 or (>= 0xD0 and <= StartOfImage))
            return false;
        rest = rest[(begin + 1)..];
        return true;
    }

    /// <summary>It begins with its length, which counts the two bytes that say it.</summary>
    private static bool TryReadSegment(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> segment)
    {
        segment = default;
        if (rest.Length < 2)
            return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (length < 2 || length > rest.Length)
            return false;
        segment = rest[..length];
        rest = rest[length..];
        return true;
    }

    /// <summary>Where the coded pixels end: at a mark that is neither one of their bytes nor a restart among them.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> rest)
    {
        for (var index = 0; index < rest.Length - 1; index++)
        {
            if (rest[index] == Mark && rest[index + 1] is not (0x00 or Mark or (>= 0xD0 and <= 0xD7)))
                return index;
        }

        return rest.Length;
    }

    /// <summary>SOF0 to SOF15, which the codes of DHT, JPG and DAC lie among.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>Frames, tables and scans; of what programs add only how the colours are meant.</summary>
    private static bool IsShown(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        0xE0 => segment.Length == JfifLength && segment[2..].StartsWith("JFIF\0"u8),
        0xE2 => segment[2..].StartsWith("ICC_PROFILE\0"u8),
        0xEE => segment[2..].StartsWith("Adobe"u8),
        _ => marker is (>= 0xC0 and <= 0xCF) or StartOfScan or 0xDB or 0xDD,
    };
}
