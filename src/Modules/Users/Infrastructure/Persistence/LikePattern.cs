namespace Monolith.Users.Infrastructure.Persistence;

internal static class LikePattern
{
    /// <summary>The pattern of <c>LIKE</c> that finds <paramref name="text"/> anywhere, each of its characters standing for itself.</summary>
    public static string Containing(string text) =>
        $"%{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
}
