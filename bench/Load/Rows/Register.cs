using System.Globalization;
using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;
using Monolith.Bench.Load.Seed;

namespace Monolith.Bench.Load.Rows;

/// <summary>
/// A new account, durable before the answer. The hash is bcrypt's cheapest, for all alike, so that the writing is measured and not the
/// hash; production refuses such a cost, so the contenders run a second time, with databases of their own. After each turn,
/// outside the measured time, every 202 must have its account, and in the product its profile, which another module makes of the event.
/// </summary>
internal sealed class Register : LoadRow
{
    private readonly Dictionary<string, double> _backlogs = [];

    public override string Name => "register";

    protected override IEnumerable<Bar> Bars => [Bar.ToLimit(0.60), Bar.P99ToLimit(1.5)];

    protected override Trial Trial => Trial.CheapHashes;

    public override Task CheckAsync(Session session, Contender contender, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override Task<WrkLoad> LoadAsync(Session session, Contender contender, int turn, CancellationToken cancellationToken) =>
        Task.FromResult(new WrkLoad(
            "register",
            new Uri(contender.Address, "/api/v1/auth/register"),
            ManyConnections,
            new Dictionary<string, string>
            {
                ["LOAD_TURN"] = turn.ToString(CultureInfo.InvariantCulture),
                ["LOAD_PASSWORD"] = Population.Password,
            }));

    protected override int LeastWarmUps => 7;

    protected override Task ReadyAsync(Session session, Contender contender, CancellationToken cancellationToken) =>
        session.Servers.CheckpointAsync();

    protected override async Task SettleAsync(Stand stand, Contender contender, int number, Turn turn, CancellationToken cancellationToken)
    {
        var backlog = (await contender.EmptyQueuesAsync(cancellationToken, butMails: true)).TotalSeconds;
        if (contender.Queue is not null)
            _backlogs[contender.Name] = Math.Max(backlog, _backlogs.GetValueOrDefault(contender.Name));
        var stored = await contender.CountRegistrationsAsync(number, cancellationToken);
        // Thousands of mails, which go to the server two at a time.
        await contender.DropBacklogAsync(cancellationToken);
        await base.SettleAsync(stand, contender, number, turn, cancellationToken);
        // The requests that were under way at the end of the turn may or may not have come through.
        if (stored < turn.Requests || stored > turn.Requests + ManyConnections)
            throw new BenchException($"{turn.Requests} registrations were answered with 202, but {stored} of them are in the database.");
    }

    protected override IReadOnlyList<string> Notes(Stand stand) =>
    [
        .. _backlogs.Select(backlog => FormattableString.Invariant(
            $"{Name}: after a turn {backlog.Key} took up to {backlog.Value:N1} s until every account had its profile.")),
    ];
}
