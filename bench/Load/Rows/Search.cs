using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;
using Monolith.Bench.Load.Seed;

namespace Monolith.Bench.Load.Rows;

/// <summary>
/// Twenty of those who have a text in name or address, in any case, and their exact total: parts that few, some and many have. Nobody keeps
/// the answers.
/// </summary>
internal sealed class Search : PathsRow
{
    private const int Size = 20;

    private static readonly string[] Parts = ["Lovelace", "MÜLLER", "zimmer", "o'con", "Priya Taka", "rossi.7", ".4321@"];

    private readonly Dictionary<(Population Population, string Part), (Person[] First, int Total)> _expected = [];

    /// <summary>The addresses of the searches.</summary>
    public static IReadOnlyList<string> Paths { get; } = [.. Parts.Select(PathOf)];

    public override string Name => "search";

    // Nobody has promised anything of it.
    protected override IEnumerable<Bar> Bars => [];

    protected override Trial Trial => Trial.Uncached;

    public static string PathOf(string part) => $"/api/v1/users?q={Uri.EscapeDataString(part)}&page=1&pageSize={Size}";

    protected override Task<IReadOnlyList<Question>> QuestionsAsync(
        Session session, Contender contender, string token, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Question>>(
            [.. Parts.Select(part => new Question(PathOf(part), body => Problem(session.PopulationOf(contender.Trial), part, body)))]);

    private string? Problem(Population population, string part, string body)
    {
        if (!_expected.TryGetValue((population, part), out var expected))
            _expected[(population, part)] = expected = Find(population, part);
        return Answers.FirstPageProblem(body, expected.First, Size, expected.Total);
    }

    private static (Person[] First, int Total) Find(Population population, string part)
    {
        List<Person> first = [];
        var total = 0;
        foreach (var person in population.NewestFirst.Where(person => Has(person.DisplayName, part) || Has(person.Email, part)))
        {
            if (total++ < Size)
                first.Add(person);
        }

        return ([.. first], total);
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
