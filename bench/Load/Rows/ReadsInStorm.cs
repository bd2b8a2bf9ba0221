using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;

namespace Monolith.Bench.Load.Rows;

/// <summary>
/// What is left of a page for somebody signed in while more people sign in than passwords can be tried, on one of the cores: with the other
/// cores it should be answered as often as their share of the machine allows. Of the product alone; nobody else promises it.
/// </summary>
internal sealed class ReadsInStorm : IRow
{
    private const double LeastKept = 0.80;

    // A storm lasts longer than the reads in it, from before their first to after their last.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);
    private static readonly LoadRow Reads = new Page20();

    public string Name => "reads-in-storm";

    public async Task<IReadOnlyList<RowResult>> MeasureAsync(Session session, CancellationToken cancellationToken)
    {
        var stand = await session.UpAsync(Trial.Storm, cancellationToken);
        await Reads.CheckAsync(session, stand.Product, cancellationToken);
        Progress.Say($"{Name}: warming {stand.Product.Name} up…");
        await Reads.WarmUpAsync(session, stand, stand.Product, cancellationToken);

        List<Turn> calm = [], storm = [], signIns = [];
        for (var round = 1; round <= Session.Rounds; round++)
        {
            calm.Add(await Reads.TurnAsync(session, stand, stand.Product, session.LongTurnLength, cancellationToken));
            var (reads, hashed) = await InStormAsync(session, stand, cancellationToken);
            storm.Add(reads);
            signIns.Add(hashed);
            Progress.Say(FormattableString.Invariant(
                $"{Name}: round {round}, calm {calm[^1].PerSecond:N0}/s, in the storm {reads.PerSecond:N0}/s beside {hashed.PerSecond:N1} sign-ins/s"));
        }

        var share = (Environment.ProcessorCount - 1.0) / Environment.ProcessorCount * Median(calm);
        var note = FormattableString.Invariant(
            $"{Name}: the share of the remaining cores is {share:N0}/s, of {Median(calm):N0}/s in a calm; {Median(signIns):N1} sign-ins/s in the storm.");
        return
        [
            LoadRow.Result(Name, new Dictionary<string, List<Turn>> { [stand.Product.Name] = storm }, [note]).Against(
                [new("at least 0.8x of the share of the remaining cores", row => row.Product?.Median >= LeastKept * share)]),
        ];
    }

    private static async Task<(Turn Reads, Turn SignIns)> InStormAsync(Session session, Stand stand, CancellationToken cancellationToken)
    {
        var storming = Wrk.MeasureAsync(
            SignIn.Load(stand.Product, session.NextTurn()), session.LongTurnLength + Margin + Margin, cancellationToken);
        await Task.Delay(Margin, cancellationToken);
        var reads = await Reads.BesideAsync(session, stand.Product, session.LongTurnLength, cancellationToken);
        var signIns = await storming;
        await stand.DrainAsync(stand.Product, cancellationToken);
        return (reads, signIns);
    }

    private static double Median(IEnumerable<Turn> turns) => Measured.Of([.. turns.Select(turn => turn.PerSecond)]).Median;
}
