using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;

namespace Monolith.Bench.Load.Rows;

/// <summary>
/// Eight times as many clients as usual: what the product loses by them, and how the others do with as many. Everything is on, so pages come
/// from the caches, as in page-20-cached.
/// </summary>
internal sealed class Connections512 : IRow
{
    private const int Connections = 512;
    private const double LeastKept = 0.90;
    private const double MostP99 = 250;

    private static readonly LoadRow[] Loads = [new StaticJson(), new Page20()];

    public string Name => "connections-512";

    public async Task<IReadOnlyList<RowResult>> MeasureAsync(Session session, CancellationToken cancellationToken)
    {
        List<RowResult> results = [];
        foreach (var load in Loads)
            results.Add(await MeasureAsync(session, load, cancellationToken));
        return results;
    }

    private async Task<RowResult> MeasureAsync(Session session, LoadRow load, CancellationToken cancellationToken)
    {
        var stand = await session.UpAsync(cancellationToken);
        foreach (var contender in stand.Contenders)
        {
            await load.CheckAsync(session, contender, cancellationToken);
            await load.WarmUpAsync(session, stand, contender, cancellationToken, Connections);
        }

        var name = $"{Name}/{load.Name}";
        Contender[] told = [stand.Product, .. stand.Contenders.OfType<Limit>()];
        var usual = told.ToDictionary(contender => contender.Name, _ => new List<double>());
        var turns = stand.Contenders.ToDictionary(contender => contender.Name, _ => new List<Turn>());
        for (var round = 1; round <= Session.Rounds; round++)
        {
            foreach (var contender in told)
                usual[contender.Name].Add((await load.TurnAsync(session, stand, contender, session.TurnLength, cancellationToken)).PerSecond);
            foreach (var contender in stand.Contenders)
            {
                var turn = await load.TurnAsync(session, stand, contender, session.TurnLength, cancellationToken, Connections);
                turns[contender.Name].Add(turn);
                Progress.Say(FormattableString.Invariant(
                    $"{name}: round {round}, {contender.Name} {turn.PerSecond:N0}/s, p99 {turn.P99Milliseconds:N1} ms"));
            }
        }

        var few = Median(stand.Product.Name);
        var others = usual.Keys.Where(contender => contender != stand.Product.Name)
            .Select(contender => FormattableString.Invariant($", the {contender} {Median(contender):N0}/s"));
        var note = FormattableString.Invariant($"{name}: with 64 connections the product answered {few:N0}/s{string.Concat(others)} in the same rounds.")
            + (load is Page20 ? " Everything was on: pages came from the caches." : string.Empty);
        return LoadRow.Result(name, turns, [note]).Against(
        [
            new("at least 0.9x of its own rate with 64", row => row.Product?.Median >= LeastKept * few),
            new("p99 under 250 ms", row => row.Product?.P99 < MostP99),
        ]);

        double Median(string contender) => Measured.Of([.. usual[contender]]).Median;
    }
}
