using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;

namespace Monolith.Bench.Load.Rows;

/// <summary>
/// The profiles of people chosen at random, each with another phone number. The product also writes who changed what and an event that tells
/// of it; the limit and the peer write the person alone. After each turn every 200 must have left a version behind.
/// </summary>
internal sealed class Update : LoadRow
{
    private long _versions;

    public override string Name => "update";

    // Nobody has promised anything of it.
    protected override IEnumerable<Bar> Bars => [];

    protected override Trial Trial => Trial.Changing;

    public override Task CheckAsync(Session session, Contender contender, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override Task<WrkLoad> LoadAsync(Session session, Contender contender, int turn, CancellationToken cancellationToken) =>
        PeopleLoadAsync("update", session, contender, turn, cancellationToken);

    protected override async Task ReadyAsync(Session session, Contender contender, CancellationToken cancellationToken)
    {
        await session.Servers.CheckpointAsync();
        _versions = await contender.SumVersionsAsync(cancellationToken);
    }

    protected override async Task SettleAsync(Stand stand, Contender contender, int number, Turn turn, CancellationToken cancellationToken)
    {
        await contender.EmptyQueuesAsync(cancellationToken);
        await base.SettleAsync(stand, contender, number, turn, cancellationToken);
        var written = await contender.SumVersionsAsync(cancellationToken) - _versions;
        // The requests that were under way at the end of the turn may or may not have come through.
        if (written < turn.Requests || written > turn.Requests + ManyConnections)
            throw new BenchException($"{turn.Requests} changes were answered with 200, but {written} of them are in the database.");
    }
}
