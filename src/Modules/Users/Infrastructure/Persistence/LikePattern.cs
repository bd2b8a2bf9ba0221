namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>Patterns of <c>LIKE</c> in which each character of a text stands for itself.</summary>
internal static class LikePattern
{
    public static string Containing(string text) => $"%{Escaped(text)}%";

    public static string BeginningWith(string text) => $"{Escaped(text)}%";

    private static string Escaped(string text) => text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal);
}
