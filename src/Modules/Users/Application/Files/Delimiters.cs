namespace Monolith.Users.Application.Files;

/// <summary>What separates the cells of a file.</summary>
internal static class Delimiters
{
    private const string Known = ",;\t|";

    /// <returns>Of those that are known the one that separates most in the first record, outside quotes; the comma where there is none.</returns>
    public static char Of(string head)
    {
        var counts = new int[Known.Length];
        var isQuoted = false;
        foreach (var character in head)
        {
            if (character == '"')
                isQuoted = !isQuoted;
            else if (isQuoted)
                continue;
            else if (character is '\r' or '\n')
                break;
            else if (Known.IndexOf(character, StringComparison.Ordinal) is var known and >= 0)
                counts[known]++;
        }

        return Known[Array.IndexOf(counts, counts.Max())];
    }
}
