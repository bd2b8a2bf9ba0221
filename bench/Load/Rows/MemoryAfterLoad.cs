using Monolith.Bench.Load.Report;

namespace Monolith.Bench.Load.Rows;

/// <summary>What a contender takes after the loads of the rows before and, so that this row can be run alone, one more turn of two of them.</summary>
internal sealed class MemoryAfterLoad : IRow
{
    private const double MostOfPeer = 0.5;
    private static readonly LoadRow[] Loads = [new StaticJson(), new Page20()];

    public string Name => "memory-after-load";

    public async Task<IReadOnlyList<RowResult>> MeasureAsync(Session session, CancellationToken cancellationToken)
    {
        var stand = await session.UpAsync(cancellationToken);
        foreach (var contender in stand.Contenders)
        {
            Progress.Say($"{Name}: loading {contender.Name}…");
            foreach (var load in Loads)
            {
                await load.CheckAsync(session, contender, cancellationToken);
                await load.TurnAsync(session, stand, contender, session.TurnLength, cancellationToken);
            }
        }

        return
        [
            MemoryIdle.Result(Name, stand).Against([new("at most 0.5x of the peer", row => row.ToPeer is { } ratio ? ratio <= MostOfPeer : null)]),
        ];
    }
}
