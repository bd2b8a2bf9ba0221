using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;

namespace Monolith.Bench.Load.Rows;

/// <summary>New people by invitation, each durable before the answer.</summary>
/// <param name="path">Where they are posted to.</param>
internal sealed class Invitations(string name, string path) : LoadRow
{
    private readonly Dictionary<string, double> _backlogs = [];

    public override string Name => name;

    // The row that it is part of has them.
    protected override IEnumerable<Bar> Bars => [];

    protected override Trial Trial => Trial.Changing;

    /// <summary>How many seconds it took at most until all that followed from a turn was done, but mails.</summary>
    public IReadOnlyDictionary<string, double> Backlogs => _backlogs;

    public override Task CheckAsync(Session session, Contender contender, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override int LeastWarmUps => 7;

    protected override Task<WrkLoad> LoadAsync(Session session, Contender contender, int turn, CancellationToken cancellationToken) =>
        PeopleLoadAsync("create", session, contender, turn, cancellationToken, path);

    protected override Task ReadyAsync(Session session, Contender contender, CancellationToken cancellationToken) =>
        session.Servers.CheckpointAsync();

    protected override async Task SettleAsync(Stand stand, Contender contender, int number, Turn turn, CancellationToken cancellationToken)
    {
        var backlog = (await contender.EmptyQueuesAsync(cancellationToken, butMails: true)).TotalSeconds;
        if (contender.Queue is not null)
            _backlogs[contender.Name] = Math.Max(backlog, _backlogs.GetValueOrDefault(contender.Name));
        var stored = await contender.CountInvitationsAsync(number, cancellationToken);
        // Thousands of mails, which go to the server one after the other.
        await contender.DropBacklogAsync(cancellationToken);
        await base.SettleAsync(stand, contender, number, turn, cancellationToken);
        // The requests that were under way at the end of the turn may or may not have come through.
        if (stored < turn.Requests || stored > turn.Requests + ManyConnections)
            throw new BenchException($"{turn.Requests} invitations were answered with 201, but {stored} of them are in the database.");
    }
}
