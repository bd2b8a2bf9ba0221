using System.Text.Json;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>
/// Whom a query on <c>users.mt_doc_user d</c> is about, with a value for each <c>?</c>; each part of a filter is one that an index answers.
/// </summary>
internal readonly record struct UserCondition(string Sql, object[] Values)
{
    /// <summary>What a search looks at, and what its index is over: <see cref="UsersStore"/>.</summary>
    public const string Searched = "(d.display_name || ' ' || d.email)";

    /// <summary>Trigrams need three characters; fewer make one with the beginning of a word only.</summary>
    private const int Trigram = 3;

    private static readonly int[] Present = [.. UserStatusNames.Shown.Where(status => status != UserStatus.Deleted).Select(status => (int)status)];

    /// <summary>Whether it makes sense to look for something like it. An address resembles all others of its domain.</summary>
    public static bool MayResemble(UserFilter filter) =>
        filter.Search is { Length: >= Trigram } search && !search.Contains('@', StringComparison.Ordinal);

    /// <summary>Who has what is searched for in name or address.</summary>
    public static UserCondition Of(UserFilter filter) => Of(filter, Containing);

    /// <summary>Who has something like it: a letter wrong, missing, too many, or two of them swapped.</summary>
    public static UserCondition Resembling(UserFilter filter) => Of(filter, search => new($"? <% {Searched}", [search]));

    public static UserCondition Among(IReadOnlyList<Guid> ids) => new("d.id = any(?)", [ids.ToArray()]);

    private static UserCondition Of(UserFilter filter, Func<string, UserCondition> searching)
    {
        // By equality, which an index answers; "not deleted" would look at every row of it.
        List<UserCondition> parts = [filter.Status is { } status ? new("d.status = ?", [(int)status]) : new("d.status = any(?)", [Present])];
        if (filter.Search is { } search)
            parts.Add(searching(search));
        if (filter.Role is { } role)
            parts.Add(new("d.data -> 'Roles' @> cast(? as jsonb)", [JsonSerializer.Serialize(new[] { role })]));
        if (filter.CreatedFrom is { } from)
            parts.Add(new("d.created_at >= ?", [from]));
        if (filter.CreatedTo is { } to)
            parts.Add(new("d.created_at <= ?", [to]));
        return new(string.Join(" and ", parts.Select(part => part.Sql)), [.. parts.SelectMany(part => part.Values)]);
    }

    private static UserCondition Containing(string search)
    {
        if (search.Length >= Trigram)
            return new($"{Searched} ilike ?", [LikePattern.Containing(search)]);
        var beginning = LikePattern.BeginningWith(search);
        return new($"({Searched} ilike ? or {Searched} ilike ?)", [beginning, $"% {beginning}"]);
    }
}
