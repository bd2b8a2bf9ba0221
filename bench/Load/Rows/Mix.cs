using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;

namespace Monolith.Bench.Load.Rows;

/// <summary>
/// What a directory does all day, with everything on: of twenty requests sixteen read a person, two one of the first five pages, one searches
/// and one changes somebody.
/// </summary>
internal sealed class Mix : LoadRow
{
    public override string Name => "mix";

    // Nobody has promised anything of it.
    protected override IEnumerable<Bar> Bars => [];

    protected override Trial Trial => Trial.Changing;

    public override Task CheckAsync(Session session, Contender contender, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task<WrkLoad> LoadAsync(Session session, Contender contender, int turn, CancellationToken cancellationToken)
    {
        var load = await PeopleLoadAsync("mix", session, contender, turn, cancellationToken);
        var searches = Path.Combine(Contender.Published, "mix-searches.paths");
        await File.WriteAllLinesAsync(searches, Search.Paths, cancellationToken);
        // Short and long answers at random: a hundred pages more or fewer move the mean.
        return load with { LengthTolerance = 0.15, Settings = new Dictionary<string, string>(load.Settings) { ["LOAD_SEARCHES"] = searches } };
    }

    protected override Task ReadyAsync(Session session, Contender contender, CancellationToken cancellationToken) =>
        session.Servers.CheckpointAsync();

    protected override async Task SettleAsync(Stand stand, Contender contender, int number, Turn turn, CancellationToken cancellationToken)
    {
        await contender.EmptyQueuesAsync(cancellationToken);
        await base.SettleAsync(stand, contender, number, turn, cancellationToken);
    }
}
