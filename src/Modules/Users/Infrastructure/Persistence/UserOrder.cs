using Monolith.Shared.Kernel;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>The order of a list of people; the id makes it the same each time.</summary>
internal static class UserOrder
{
    public const string NewestFirst = "d.created_at desc, d.id desc";

    private static readonly Dictionary<string, string> Columns = new()
    {
        ["email"] = "d.email",
        ["displayName"] = "d.display_name",
        ["createdAt"] = "d.created_at",
        ["status"] = "d.status",
    };

    /// <returns>Null when the page names no order.</returns>
    public static string? Of(PageRequest page)
    {
        if (page.Sort.Count == 0)
            return null;
        var fields = page.Sort.Select(field => Columns[field.Name] + (field.Descending ? " desc" : string.Empty));
        // In the direction of the field before it, so that an index that ends with it can be read backwards too.
        return string.Join(", ", fields.Append(page.Sort[^1].Descending ? "d.id desc" : "d.id"));
    }
}
