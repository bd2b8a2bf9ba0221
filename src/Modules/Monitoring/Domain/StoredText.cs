namespace Monolith.Monitoring.Domain;

/// <summary>Text from outside in a form that the database takes, of a bounded length.</summary>
internal static class StoredText
{
    /// <summary>PostgreSQL stores no NUL in text; a request path may carry one.</summary>
    public static string Cut(string text, int maxLength)
    {
        var cut = text.Length <= maxLength ? text : string.Concat(text.AsSpan(0, WholeCharacters(text, maxLength)), "…");
        return cut.Contains('\0', StringComparison.Ordinal) ? cut.Replace('\0', '\uFFFD') : cut;
    }

    /// <summary>Half a surrogate pair is no text, and the database refuses it.</summary>
    private static int WholeCharacters(string text, int maxLength) => char.IsHighSurrogate(text[maxLength - 2]) ? maxLength - 2 : maxLength - 1;
}
