using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Monolith.Tests.Architecture.Subjects;

/// <summary>Finds the names of schemas in what may be SQL.</summary>
internal static partial class SqlText
{
    /// <summary>
    /// Permissions and aliases look like a schema too (<c>users.read</c>), so a name counts where a statement is around it,
    /// and a document table (<c>users.mt_doc_user</c>) counts anywhere.
    /// </summary>
    public static bool Names(string text, string schema)
    {
        var qualified = $"(?<![\\w.-])\"?{Regex.Escape(schema)}\"?\\s*\\.\\s*\"?";
        return Matches(text, $"{qualified}mt_")
            || (Statement().IsMatch(text) && Matches(text, $"{qualified}\\w"))
            || Matches(text, $"(from|join|into|update|table)\\s+{qualified}$");
    }

    /// <summary>Schemas that code gives to the store by name.</summary>
    public static IEnumerable<string> SchemasChosenBy(TypeDefinition type) =>
        new[] { "DatabaseSchemaName", "set_DatabaseSchemaName" }
            .SelectMany(method => Code.BeforeCalls(type, method, distance: 1))
            .SelectMany(arguments => arguments)
            .Select(argument => argument.Operand)
            .OfType<string>();

    private static bool Matches(string text, string pattern) =>
        Regex.IsMatch(text, pattern, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    [GeneratedRegex(
        @"\b(select|insert\s+into|update|delete\s+from|from|join|truncate|copy|create|alter|drop|lock\s+table|references)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Statement();
}
