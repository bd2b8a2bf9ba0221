using Monolith.Bench.Load.Report;

namespace Monolith.Bench.Load.Rows;

/// <summary>From the start of the process to the first 200, on a database that is ready.</summary>
internal sealed class StartUp : IRow
{
    private const double MostMilliseconds = 1_500;

    public string Name => "start-up";

    public async Task<IReadOnlyList<RowResult>> MeasureAsync(Session session, CancellationToken cancellationToken)
    {
        var stand = await session.UpAsync(cancellationToken);
        await stand.StopAllAsync();
        var starts = stand.Contenders.ToDictionary(contender => contender.Name, _ => new List<double>());
        for (var i = 0; i < session.Starts; i++)
        {
            foreach (var contender in stand.Contenders)
            {
                starts[contender.Name].Add((await contender.StartAsync(cancellationToken)).TotalMilliseconds);
                await contender.StopAsync();
            }
        }

        Dictionary<string, Measured> measured = starts.ToDictionary(pair => pair.Key, pair => new Measured(pair.Value, []));
        foreach (var (name, times) in measured)
            Progress.Say(FormattableString.Invariant($"{Name}: {name} {times.Median:N0} ms"));
        return
        [
            new RowResult(Name, "ms", IsRate: false, measured, [])
                .Against([new("product under 1,500 ms", row => row.Product?.Median < MostMilliseconds)]),
        ];
    }
}
