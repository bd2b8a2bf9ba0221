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
        if (Judge(session, contender, body) is { } problem)
            throw new BenchException($"{contender.Name} answers {Path} wrongly: {problem}.");
        if (NeedsToken)
            await api.ExpectRefusalAsync(Path, cancellationToken);
        if (contender is Product product)
            Judge(product, await api.AskCacheAsync(Path, token, cancellationToken));
        await File.WriteAllTextAsync(ExpectedFile(contender), body, cancellationToken);
    }

    protected override async Task<WrkLoad> LoadAsync(Session session, Contender contender, int turn, CancellationToken cancellationToken)
    {
        Dictionary<string, string> settings = new() { ["LOAD_EXPECTED"] = ExpectedFile(contender) };
        if (NeedsToken)
            settings["LOAD_AUTHORIZATION"] = await AuthorizationAsync(contender, cancellationToken);
        return new("get", new Uri(contender.Address, Path), ManyConnections, settings);
    }

    /// <returns>What is wrong with the body, or null.</returns>
    protected abstract string? Judge(Session session, Contender contender, string body);

    /// <param name="cache">What the product says of its cache when it is asked again, or null.</param>
    /// <exception cref="BenchException">That is not what the row is about.</exception>
    protected virtual void Judge(Product product, string? cache)
    {
    }

    private string ExpectedFile(Contender contender) => System.IO.Path.Combine(Contender.Published, $"{Name}-{contender.Name}.body");
}
