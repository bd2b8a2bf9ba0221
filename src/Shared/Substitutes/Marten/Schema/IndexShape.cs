using System.Text.RegularExpressions;

namespace Marten.Schema;

/// <summary>
/// An index without what PostgreSQL writes differently from us: case, spaces, parentheses, quotes, casts of literals, aliases of types.
/// </summary>
internal sealed partial record IndexShape(bool Unique, string Keys)
{
    public static IndexShape Of(string createSql)
    {
        var parts = Statement().Match(createSql.Trim());
        if (!parts.Success) throw new ArgumentException($"Not the statement of an index: {createSql}", nameof(createSql));
        var method = parts.Groups["method"] is { Success: true } named ? named.Value : "btree";
        var keys = Token().Replace(parts.Groups["keys"].Value, Normal);
        return new(parts.Groups["unique"].Success, $"{method} {keys}");
    }

    /// <summary>A literal stands as it is, and the rest loses its decoration.</summary>
    private static string Normal(Match token)
    {
        if (token.Groups["literal"] is { Success: true } literal) return literal.Value;
        var text = token.Value.ToLowerInvariant();
        return text switch
        {
            "decimal" => "numeric",
            "varchar" => "charactervarying",
            "timestamptz" => "timestampwithtimezone",
            _ => string.IsNullOrWhiteSpace(text) || text is "(" or ")" or "\"" ? "" : text,
        };
    }

    [GeneratedRegex(
        """^create\s+(?<unique>unique\s+)?index\s+\S+\s+on\s+(only\s+)?\S+(\s+using\s+(?<method>\w+))?\s*(?<keys>\(.*?);?$""",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Statement();

    [GeneratedRegex("""(?<literal>'(''|[^'])*')(::text)?|\w+|\s+|.""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
