namespace Monolith.Identity.Domain;

/// <summary>
/// Addresses inside the application. Stricter than browsers are: what they forgive in different ways (backslashes, white space, control
/// characters, a second slash) leads elsewhere in some of them.
/// </summary>
public static class LocalAddress
{
    public const int MaxLength = 1_000;

    public static bool IsLocal(string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && text[0] == '/'
        && text.All(character => character is > ' ' and <= '~' and not '\\')
        && !PathOf(text).Contains("//", StringComparison.Ordinal)
        && !PathOf(text).Split('/').Any(IsDots);

    private static string PathOf(string text) => text.Split('?', '#')[0];

    /// <summary>Browsers take such a part away, and what is left may begin with two slashes.</summary>
    private static bool IsDots(string part) => part.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..";
}
