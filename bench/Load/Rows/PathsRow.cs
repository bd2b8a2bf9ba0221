using System.Globalization;
using Monolith.Bench.Load.Contenders;

namespace Monolith.Bench.Load.Rows;

/// <summary>An address whose answer does not change.</summary>
/// <param name="Problem">What is wrong with a body, or null.</param>
internal sealed record Question(string Path, Func<string, string?> Problem);

/// <summary>Several addresses in turn, for the administrator: every answer is, byte for byte, the first one to its question, which was judged.</summary>
internal abstract class PathsRow : LoadRow
{
    protected virtual int Connections => ManyConnections;

    public override async Task CheckAsync(Session session, Contender contender, CancellationToken cancellationToken)
    {
        using var api = new Api(contender);
        var token = await api.SignInAsync(cancellationToken);
        List<string> lines = [];
        foreach (var (path, problem) in await QuestionsAsync(session, contender, token, cancellationToken))
        {
            await api.ExpectRefusalAsync(path, cancellationToken);
            var body = await api.GetAsync(path, token, cancellationToken);
            if (problem(body) is { } wrong)
                throw new BenchException($"{contender.Name} answers {path} wrongly: {wrong}.");
            var file = FileFor(contender, $"{lines.Count.ToString(CultureInfo.InvariantCulture)}.body");
            await File.WriteAllTextAsync(file, body, cancellationToken);
            lines.Add($"{path}\t{file}");
        }

        await File.WriteAllLinesAsync(FileFor(contender, "paths"), lines, cancellationToken);
    }

    protected override async Task<WrkLoad> LoadAsync(Session session, Contender contender, int turn, CancellationToken cancellationToken) => new(
        "gets",
        contender.Address,
        Connections,
        new Dictionary<string, string>
        {
            ["LOAD_PATHS"] = FileFor(contender, "paths"),
            ["LOAD_AUTHORIZATION"] = await AuthorizationAsync(contender, cancellationToken),
        });

    protected abstract Task<IReadOnlyList<Question>> QuestionsAsync(
        Session session, Contender contender, string token, CancellationToken cancellationToken);

    private string FileFor(Contender contender, string ending) =>
        Path.Combine(Contender.Published, $"{Name.Replace('/', '-')}-{contender.Trial.Name}-{contender.Name}.{ending}");
}
