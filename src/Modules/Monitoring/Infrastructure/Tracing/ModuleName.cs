namespace Monolith.Monitoring.Infrastructure.Tracing;

internal static class ModuleName
{
    private const string Root = "monolith.";

    /// <summary>The module that a type's full name, or a queue named after one, belongs to: <c>Monolith.Users.Application...</c> is <c>users</c>.</summary>
    public static string? In(string? name)
    {
        var start = name?.IndexOf(Root, StringComparison.OrdinalIgnoreCase) ?? -1;
        if (start < 0)
            return null;
        var rest = name![(start + Root.Length)..];
        var end = rest.IndexOf('.', StringComparison.Ordinal);
        return end <= 0 || rest.StartsWith("shared.", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("host.", StringComparison.OrdinalIgnoreCase)
            ? null
            : rest[..end].ToLowerInvariant();
    }
}
