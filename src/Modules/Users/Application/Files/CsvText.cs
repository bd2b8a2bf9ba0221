using System.Buffers;

namespace Monolith.Users.Application.Files;

/// <summary>
/// How cells are written: quoted as RFC 4180, section 2, has it where they need it, and so that no spreadsheet takes one for a formula
/// (OWASP, CSV Injection): what could be one gets an apostrophe before it, which reading takes away again.
/// </summary>
public static class CsvText
{
    public const string LineEnd = "\r\n";

    private const char Apostrophe = '\'';
    private const string Quote = "\"";

    /// <summary>The characters that begin formulas, also in their wide form, and those that a spreadsheet skips before one.</summary>
    private const string Beginnings = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>What would end the cell, or be taken for what separates the cells.</summary>
    private static readonly SearchValues<char> Separating = SearchValues.Create("\",;\t|\r\n");

    public static string Record(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + LineEnd;

    public static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return string.Empty;
        var harmless = IsFormula(value) ? Apostrophe + value : value;
        return harmless.AsSpan().ContainsAny(Separating) || char.IsWhiteSpace(harmless[0]) || char.IsWhiteSpace(harmless[^1])
            ? Quote + harmless.Replace(Quote, Quote + Quote, StringComparison.Ordinal) + Quote
            : harmless;
    }

    /// <summary>What the cell was before it was written.</summary>
    internal static string Meant(string cell) => cell.StartsWith(Apostrophe) && IsFormula(cell) ? cell[1..] : cell;

    /// <summary>Also with apostrophes before it, so that those that were there come back.</summary>
    private static bool IsFormula(string value)
    {
        var first = value.AsSpan().TrimStart(Apostrophe);
        return first.Length > 0 && Beginnings.Contains(first[0], StringComparison.Ordinal);
    }
}
