using System.Globalization;
using System.Text;

namespace Monolith.Shared.Kernel;

/// <summary>
/// Text that people read as one line, in the order in which it was written: without control characters, without the separators of lines
/// and paragraphs, and without what turns the direction of the text after it around (Unicode Standard Annex 9, explicit formatting).
/// </summary>
public static class OneLine
{
    public static bool Is(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.EnumerateRunes().All(Allows);
    }

    public static bool Allows(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069));
}
