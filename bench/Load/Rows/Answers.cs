using System.Text.Json;
using System.Text.Json.Serialization;
using Monolith.Bench.Load.Seed;

namespace Monolith.Bench.Load.Rows;

/// <summary>What the directory's answers must be, member by member; dates may be spelled differently.</summary>
internal static class Answers
{
    private const int MostCounted = 10_000;
    private const double Tolerance = 0.1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter<PersonStatus>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <returns>How the body differs from the first page of these people, or null.</returns>
    /// <param name="first">The people of the page.</param>
    /// <param name="total">How many there are on all pages.</param>
    public static string? FirstPageProblem(string body, IReadOnlyList<Person> first, int pageSize, int total)
    {
        var page = JsonDocument.Parse(body).RootElement;
        if (!IsTotal(page, total))
            return $"the total is {page.GetProperty("total")} instead of {total}";
        if (page.GetProperty("page").GetInt32() != 1 || page.GetProperty("pageSize").GetInt32() != pageSize)
            return "page or pageSize is wrong";
        return ItemsProblem(page, first);
    }

    /// <summary>The product estimates large totals, and says so.</summary>
    private static bool IsTotal(JsonElement page, int total) => page.TryGetProperty("totalIsEstimate", out var isEstimate) && isEstimate.GetBoolean()
        ? total > MostCounted && Math.Abs(page.GetProperty("total").GetInt64() - total) <= Tolerance * total
        : page.GetProperty("total").GetInt64() == total;

    /// <returns>How the items of an answer differ from these people, or null.</returns>
    public static string? ItemsProblem(JsonElement answer, IReadOnlyList<Person> expected)
    {
        var items = answer.GetProperty("items").EnumerateArray().ToArray();
        if (items.Length != expected.Count)
            return $"there are {items.Length} people instead of {expected.Count}";
        return items.Zip(expected).Select(pair => Difference(pair.First, pair.Second)).FirstOrDefault(difference => difference is not null);
    }

    /// <returns>How a person of an answer differs from the one expected, or null.</returns>
    public static string? Difference(JsonElement item, Person expected)
    {
        // Both sides are compared as values; a missing member would read as null.
        var written = JsonSerializer.SerializeToElement(expected, Json).EnumerateObject().Select(member => member.Name).Append("version").ToHashSet();
        var members = item.EnumerateObject().Select(member => member.Name).ToHashSet();
        if (!members.SetEquals(written))
            return $"a person has the members {string.Join(", ", members)}";
        var person = item.Deserialize<Person>(Json)!;
        var isSame = person.Roles.SequenceEqual(expected.Roles)
            && person with { Roles = expected.Roles } == expected
            && item.GetProperty("version").GetInt32() == Person.Version;
        return isSame ? null : $"{expected.Email} came as {item}";
    }
}
