using System.Text.Json;
using System.Text.Json.Serialization;
using Monolith.Bench.Load.Report;
using Monolith.Bench.Load.Seed;

namespace Monolith.Bench.Load.Rows;

/// <summary>The newest twenty people and the exact total, for somebody who may see them.</summary>
internal sealed class Page20 : GetRow
{
    private const int Size = 20;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter<PersonStatus>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public override string Name => "page-20";

    protected override IEnumerable<Bar> Bars => [Bar.ToLimit(0.80), Bar.P99ToLimit(1.5), Bar.ToPeer(3), Bar.P99BelowPeer];

    protected override string Path => $"/api/v1/users?page=1&pageSize={Size}";

    protected override bool NeedsToken => true;

    protected override string? Judge(Session session, string body)
    {
        var page = JsonDocument.Parse(body).RootElement;
        if (page.GetProperty("total").GetInt64() != session.Population.Present)
            return $"the total is {page.GetProperty("total")} instead of {session.Population.Present}";
        if (page.GetProperty("page").GetInt32() != 1 || page.GetProperty("pageSize").GetInt32() != Size)
            return "page or pageSize is wrong";
        var expected = session.Population.Newest(Size);
        var items = page.GetProperty("items").EnumerateArray().ToArray();
        if (items.Length != expected.Count)
            return $"there are {items.Length} people instead of {expected.Count}";
        return items.Zip(expected).Select(pair => Difference(pair.First, pair.Second)).FirstOrDefault(difference => difference is not null);
    }

    private static string? Difference(JsonElement item, Person expected)
    {
        // Dates may be spelled differently, so both sides are compared as values; a missing member would read as null.
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
