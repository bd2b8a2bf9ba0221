using System.Text;

namespace Monolith.Users.Application.Files;

/// <summary>The encoding of a file.</summary>
/// <param name="Name">By the IANA's name.</param>
/// <param name="MarkLength">Bytes of its byte order mark.</param>
internal sealed record FileEncoding(string Name, Encoding Encoding, int MarkLength)
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    private static readonly Encoding Windows1252 =
        CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The characters that Windows-1252 leaves without a meaning.</summary>
    private static ReadOnlySpan<byte> Undefined => [0x81, 0x8D, 0x8F, 0x90, 0x9D];

    /// <param name="head">The beginning of the file.</param>
    /// <param name="isWhole">Whether nothing follows it.</param>
    /// <param name="charset">That the sender named; a byte order mark says more.</param>
    /// <exception cref="FileRefusedException">It is none of those that are known.</exception>
    public static FileEncoding Of(ReadOnlySpan<byte> head, bool isWhole, string? charset)
    {
        if (head.StartsWith("\uFEFF"u8))
            return new FileEncoding("utf-8", Utf8, 3);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0x00, 0x00]))
            throw new FileRefusedException("Is UTF-32; save it as UTF-8.");
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return new FileEncoding("utf-16le", Utf16, 2);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return new FileEncoding("utf-16be", Utf16BigEndian, 2);
        return charset is null ? Found(head, isWhole) : Named(charset);
    }

    private static FileEncoding Named(string charset) => charset.Trim('"').ToLowerInvariant() switch
    {
        "utf-8" or "us-ascii" => new FileEncoding("utf-8", Utf8, 0),
        "utf-16" or "utf-16le" => new FileEncoding("utf-16le", Utf16, 0),
        "utf-16be" => new FileEncoding("utf-16be", Utf16BigEndian, 0),
        // Browsers take the one for the other, too (WHATWG Encoding, section 4.2).
        "windows-1252" or "iso-8859-1" => new FileEncoding("windows-1252", Windows1252, 0),
        _ => throw new FileRefusedException("Is said to be in an encoding that is not known here; UTF-8, UTF-16 and Windows-1252 are."),
    };

    private static FileEncoding Found(ReadOnlySpan<byte> head, bool isWhole)
    {
        if (head.StartsWith("PK\x03\x04"u8))
            throw new FileRefusedException("Is a workbook of a spreadsheet; save it as CSV.");
        if (head.Contains((byte)0))
            throw new FileRefusedException("Is no text, or UTF-16 without a byte order mark; save it as UTF-8.");
        if (IsUtf8(head, isWhole))
            return new FileEncoding("utf-8", Utf8, 0);
        return head.IndexOfAny(Undefined) < 0 && !HasControls(head)
            ? new FileEncoding("windows-1252", Windows1252, 0)
            : throw new FileRefusedException("Is in no encoding that could be found out; save it as UTF-8.");
    }

    /// <summary>A character may be cut at the end, where something follows.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> head, bool isWhole)
    {
        try
        {
            Utf8.GetDecoder().GetCharCount(head, flush: isWhole);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static bool HasControls(ReadOnlySpan<byte> head)
    {
        foreach (var one in head)
        {
            if (one is < (byte)' ' and not ((byte)'\t' or (byte)'\r' or (byte)'\n'))
                return true;
        }

        return false;
    }
}
