using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;

namespace Monolith.Bench.Load.Rows;

/// <summary>
/// page-20 in a directory of a million people, and how much longer than in one of ten thousand the product's answers take there, for one or
/// two who ask. Nobody keeps an answer. The million takes minutes to be there, so it is only measured when it is asked for, by
/// <c>--rows 1000000</c> or by the name of this row.
/// </summary>
internal sealed class Page20Million : IRow
{
    private const double MostGrowth = 2;

    public string Name => "page-20-1m";

    public async Task<IReadOnlyList<RowResult>> MeasureAsync(Session session, CancellationToken cancellationToken)
    {
        if (session.Options.People != Trial.Million.People && session.Options.Only != Name)
        {
            var nothing = new Dictionary<string, Measured>();
            return [new(Name, "requests/s", IsRate: true, nothing, [$"{Name}: not measured, for it takes long; --rows 1000000 or --only {Name} does."])];
        }

        // A trial that holds as many anyway has been seeded already, or will be.
        var many = session.Options.People == Trial.Million.People ? Trial.Uncached : Trial.Million;
        var few = session.Options.People == Trial.Thousands.People ? Trial.Uncached : Trial.Thousands;
        List<RowResult> results = [.. await new Page20(Name, many).MeasureAsync(session, cancellationToken)];
        var (inMany, inFew) = (await session.UpAsync(many, cancellationToken), await session.UpAsync(few, cancellationToken, beside: many));
        foreach (var view in View.All)
            results.Add(await MeasureAsync(session, view, inMany, inFew, cancellationToken));
        return results;
    }

    private async Task<RowResult> MeasureAsync(Session session, View view, Stand many, Stand few, CancellationToken cancellationToken)
    {
        var name = $"{Name}/{view.Name}";
        var times = new Dictionary<Stand, List<double>> { [few] = [], [many] = [] };
        foreach (var stand in times.Keys)
        {
            await view.CheckAsync(session, stand.Product, cancellationToken);
            await view.WarmUpAsync(session, stand, stand.Product, cancellationToken);
        }

        for (var round = 1; round <= Session.Rounds; round++)
        {
            foreach (var (stand, measured) in times)
                measured.Add((await view.TurnAsync(session, stand, stand.Product, session.TurnLength, cancellationToken)).P95Milliseconds);
            Progress.Say(FormattableString.Invariant($"{name}: round {round}, p95 {times[few][^1]:N1} ms of few, {times[many][^1]:N1} ms of many"));
        }

        var usual = Measured.Of([.. times[few]]).Median;
        return new RowResult(
            name,
            "ms, p95",
            IsRate: false,
            new Dictionary<string, Measured> { [many.Product.Name] = new(times[many], []) },
            [FormattableString.Invariant($"{name}: with 10,000 people the product's p95 was {usual:N1} ms in the same rounds.")])
            .Against([new("less than 2x of it with 10,000 people", row => row.Product?.Median < MostGrowth * usual)]);
    }
}
