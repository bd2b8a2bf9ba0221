using Monolith.Bench.Load.Contenders;

namespace Monolith.Bench.Load.Rows;

/// <summary>One address again and again: every answer is, byte for byte, the first one, which was read and judged.</summary>
internal abstract class GetRow : LoadRow
{
    protected abstract string Path { get; }

    /// <summary>Whether the administrator asks, or a stranger.</summary>
    protected abstract bool NeedsToken { get; }

    public override async Task CheckAsync(Session session, Contender contender, CancellationToken cancellationToken)
    {
        using var api = new Api(contender);
        var token = NeedsToken ? await api.SignInAsync(cancellationToken) : null;
        var body = await api.GetAsync(Path, token, cancellationToken);
        if (Judge(session, body) is { } problem)
            throw new BenchException($"{contender.Name} answers {Path} wrongly: {problem}.");
        if (NeedsToken)
            await api.ExpectRefusalAsync(Path, cancellationToken);
        await File.WriteAllTextAsync(ExpectedFile(contender), body, cancellationToken);
    }

    protected override async Task<WrkLoad> LoadAsync(Session session, Contender contender, int turn, CancellationToken cancellationToken)
    {
        Dictionary<string, string> settings = new() { ["LOAD_EXPECTED"] = ExpectedFile(contender) };
        if (NeedsToken)
        {
            // A new one for each turn: it is good for minutes only, and the run is longer.
            using var api = new Api(contender);
            settings["LOAD_AUTHORIZATION"] = $"Bearer {await api.SignInAsync(cancellationToken)}";
        }

        return new("get", new Uri(contender.Address, Path), ManyConnections, settings);
    }

    /// <returns>What is wrong with the body, or null.</returns>
    protected abstract string? Judge(Session session, string body);

    private string ExpectedFile(Contender contender) => System.IO.Path.Combine(Contender.Published, $"{Name}-{contender.Name}.body");
}
