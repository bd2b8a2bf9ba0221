using System.Buffers.Binary;
using System.Text;

namespace Monolith.Tests.Unit.Users;

/// <summary>Pictures as programs write them, and what they write beside.</summary>
internal static class ImageFiles
{
    /// <summary>What must not come out again.</summary>
    public const string Secret = "48.858370, 2.294481";

    private static byte[] SecretBytes => Encoding.ASCII.GetBytes(Secret);

    public static byte[] Png(uint width = 8, uint height = 8, bool withSecrets = false)
    {
        byte[] header = [.. BigEndian(width), .. BigEndian(height), 8, 6, 0, 0, 0];
        byte[][] secrets = withSecrets ? [Chunk("tEXt", SecretBytes), Chunk("eXIf", SecretBytes), Chunk("zzZz", SecretBytes)] : [];
        return
        [
            0x89, .. "PNG\r\n"u8, 0x1A, 0x0A,
            .. Chunk("IHDR", header), .. secrets.SelectMany(chunk => chunk), .. Chunk("gAMA", BigEndian(45_455)), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", []),
        ];
    }

    public static byte[] Jpeg(ushort width = 8, ushort height = 8, bool withSecrets = false)
    {
        byte[][] secrets = withSecrets
            ? [Segment(0xE1, [.. "Exif\0\0"u8, .. SecretBytes]), Segment(0xFE, SecretBytes), Segment(0xED, SecretBytes), Segment(0xE0, [.. "JFXX\0"u8, .. SecretBytes])]
            : [];
        byte[] frame = [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0];
        byte[] pixels = [1, 0xFF, 0x00, 2, 0xFF, 0xD0, 3];
        return
        [
            0xFF, 0xD8,
            .. Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 0, 0]), .. secrets.SelectMany(segment => segment), .. Segment(0xDB, new byte[65]),
            0xFF, .. Segment(0xC2, frame), .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), .. pixels, .. Segment(0xC4, new byte[17]),
            .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), .. pixels, 0xFF, 0xD9,
        ];
    }

    /// <summary>With the extended header when there are secrets, else the simple form.</summary>
    public static byte[] Webp(int width = 8, int height = 8, bool withSecrets = false, byte flags = 0x0C)
    {
        var bits = (uint)((width - 1) | ((height - 1) << 14));
        byte[] picture = RiffChunk("VP8L", [0x2F, .. LittleEndian(bits), 7]);
        byte[] body = withSecrets
            ? [.. RiffChunk("VP8X", [flags, 0, 0, 0, .. UInt24(width - 1), .. UInt24(height - 1)]), .. picture, .. RiffChunk("EXIF", SecretBytes), .. RiffChunk("XMP ", SecretBytes), .. RiffChunk("none", SecretBytes)]
            : picture;
        return [.. "RIFF"u8, .. LittleEndian((uint)body.Length + 4), .. "WEBP"u8, .. body];
    }

    public static byte[] LossyWebp(ushort width, ushort height)
    {
        byte[] picture = RiffChunk("VP8 ", [0x10, 0, 0, 0x9D, 0x01, 0x2A, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 5]);
        return [.. "RIFF"u8, .. LittleEndian((uint)picture.Length + 4), .. "WEBP"u8, .. picture];
    }

    private static byte[] Chunk(string type, byte[] data) => [.. BigEndian((uint)data.Length), .. Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0];

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static byte[] RiffChunk(string type, byte[] data) =>
        [.. Encoding.ASCII.GetBytes(type), .. LittleEndian((uint)data.Length), .. data, .. data.Length % 2 == 1 ? new byte[1] : []];

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] LittleEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] UInt24(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];
}
