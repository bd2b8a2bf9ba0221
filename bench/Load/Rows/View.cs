using System.Text.Json;
using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;
using Monolith.Bench.Load.Seed;

namespace Monolith.Bench.Load.Rows;

/// <summary>One way to look at the directory, by one or two who ask: how long they wait, not how many could.</summary>
/// <param name="name">Stable.</param>
/// <param name="ask">Makes the question to a contender with these people, for whom the token is good.</param>
internal sealed class View(string name, Func<Contender, Population, string, CancellationToken, Task<Question>> ask) : PathsRow
{
    private const int Size = 20;

    /// <summary>The longest pages there are, on the way to a deep one.</summary>
    private const int Stride = 100;

    /// <summary>All that the directory should answer as fast when it is large.</summary>
    public static IReadOnlyList<View> All { get; } =
    [
        new("first-page", (_, people, _, _) => Task.FromResult(FirstPage(people))),
        new("deep-cursor", DeepCursorAsync),
        new("part-of-name", (_, people, _, _) => Task.FromResult(PartOfName(people))),
        new("misspelled-name", (_, _, _, _) => Task.FromResult(MisspelledName())),
        new("filter-and-sort", (_, people, _, _) => Task.FromResult(FilterAndSort(people))),
    ];

    public override string Name => name;

    protected override IEnumerable<Bar> Bars => [];

    protected override int Connections => Wrk.Threads;

    protected override async Task<IReadOnlyList<Question>> QuestionsAsync(
        Session session, Contender contender, string token, CancellationToken cancellationToken) =>
        [await ask(contender, session.PopulationOf(contender.Trial), token, cancellationToken)];

    private static Question FirstPage(Population people) => new(
        $"/api/v1/users?page=1&pageSize={Size}", body => Answers.FirstPageProblem(body, people.Newest(Size), Size, people.Present));

    /// <summary>In the middle of the list, where one gets by reading on from its beginning.</summary>
    private static async Task<Question> DeepCursorAsync(Contender contender, Population people, string token, CancellationToken cancellationToken)
    {
        using var api = new Api(contender);
        var after = string.Empty;
        var read = 0;
        for (; read < people.Present / 2; read += Stride)
        {
            var body = await api.GetAsync($"/api/v1/users?after={after}&pageSize={Stride}", token, cancellationToken);
            after = Uri.EscapeDataString(JsonDocument.Parse(body).RootElement.GetProperty("next").GetString()!);
        }

        var expected = people.NewestFirst.Skip(read).Take(Size).ToArray();
        return new($"/api/v1/users?after={after}&pageSize={Size}", body => Answers.ItemsProblem(JsonDocument.Parse(body).RootElement, expected));
    }

    private static Question PartOfName(Population people)
    {
        const string part = "riya taka";
        var found = people.NewestFirst.Where(person => person.DisplayName.Contains(part, StringComparison.OrdinalIgnoreCase)).ToArray();
        return new(Search.PathOf(part), body => Answers.FirstPageProblem(body, [.. found.Take(Size)], Size, found.Length));
    }

    private static Question MisspelledName() => new(
        Search.PathOf("Zimmremann"),
        body => JsonDocument.Parse(body).RootElement.GetProperty("items").EnumerateArray()
            .All(person => person.GetProperty("familyName").GetString() == "Zimmermann")
            ? null
            : "somebody on the first page has another name than Zimmermann");

    private static Question FilterAndSort(Population people)
    {
        var suspended = people.NewestFirst.Where(person => person.Status == PersonStatus.Suspended).ToArray();
        var first = suspended.OrderBy(person => person.DisplayName, StringComparer.Ordinal).ThenBy(person => person.Id).Take(Size).ToArray();
        return new(
            $"/api/v1/users?status=suspended&sort=displayName&page=1&pageSize={Size}",
            body => Answers.FirstPageProblem(body, first, Size, suspended.Length));
    }
}
