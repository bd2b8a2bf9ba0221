using System.Text.Json;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>How what was typed finds people.</summary>
internal enum SearchMode
{
    /// <summary>They have it in their name or address.</summary>
    Containing,

    /// <summary>They have something like it: a letter wrong, missing, too many, or two of them swapped.</summary>
    Resembling,
}

/// <summary>A filter as the condition of a query on <c>users.mt_doc_user d</c>; each part of it is one that an index answers.</summary>
internal static class UserCondition
{
    /// <summary>What a search looks at, and what its index is over: <see cref="UsersStore"/>.</summary>
    public const string Searched = "(d.display_name || ' ' || d.email)";

    /// <summary>Trigrams need three characters; fewer make one with the beginning of a word only.</summary>
    private const int Trigram = 3;

    private static readonly int[] Present = [.. UserStatusNames.Shown.Where(status => status != UserStatus.Deleted).Select(status => (int)status)];

    /// <summary>Whether it makes sense to look for something like it. An address resembles all others of its domain.</summary>
    public static bool MayResemble(UserFilter filter) =>
        filter.Search is { Length: >= Trigram } search && !search.Contains('@', StringComparison.Ordinal);

    /// <returns>The condition, and a value for each <c>?</c> in it.</returns>
    public static (string Sql, object[] Values) Of(UserFilter filter, SearchMode mode)
    {
        // By equality, which an index answers; "not deleted" would look at every row of it.
        List<string> parts = [filter.Status is null ? "d.status = any(?)" : "d.status = ?"];
        List<object> values = [filter.Status is { } status ? (int)status : Present];
        if (filter.Search is { } search)
            Add(Search(search, mode));
        if (filter.Role is { } role)
            Add(("d.data -> 'Roles' @> cast(? as jsonb)", [JsonSerializer.Serialize(new[] { role })]));
        if (filter.CreatedFrom is { } from)
            Add(("d.created_at >= ?", [from]));
        if (filter.CreatedTo is { } to)
            Add(("d.created_at <= ?", [to]));
        return (string.Join(" and ", parts), [.. values]);

        void Add((string Sql, object[] Values) part)
        {
            parts.Add(part.Sql);
            values.AddRange(part.Values);
        }
    }

    private static (string Sql, object[] Values) Search(string search, SearchMode mode)
    {
        if (mode == SearchMode.Resembling)
            return ($"? <% {Searched}", [search]);
        if (search.Length >= Trigram)
            return ($"{Searched} ilike ?", [LikePattern.Containing(search)]);
        var beginning = LikePattern.BeginningWith(search);
        return ($"({Searched} ilike ? or {Searched} ilike ?)", [beginning, $"% {beginning}"]);
    }
}
