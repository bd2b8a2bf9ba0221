using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;

namespace Monolith.Bench.Load.Rows;

/// <summary>
/// New people by invitation. The product writes a person, the first entry of the person's history and two messages, and after the answer an
/// account and a mail follow; the peer a person and two rows of its outbox. The limit writes the person alone, and in a second result all
/// three rows of which a caller can ask the product later: person, history, event. After each turn, outside the measured time, every 201
/// must have its person, and where accounts are made its account; mails that still wait then are dropped.
/// </summary>
internal sealed class Create : IRow
{
    private readonly Invitations _plain = new("create", "/api/v1/users");
    private readonly Invitations _three = new("create/three-writes", "/three-writes/api/v1/users");

    public string Name => _plain.Name;

    public async Task<IReadOnlyList<RowResult>> MeasureAsync(Session session, CancellationToken cancellationToken)
    {
        var stand = await session.UpAsync(Trial.Changing, cancellationToken);
        (Invitations Load, Contender Contender)[] loads =
        [
            .. stand.Contenders.Select(contender => (_plain, contender)),
            .. stand.Contenders.OfType<Limit>().Select(limit => (_three, limit)),
        ];
        foreach (var (load, contender) in loads)
        {
            Progress.Say($"{load.Name}: warming {contender.Name} up…");
            await load.WarmUpAsync(session, stand, contender, cancellationToken);
        }

        var turns = loads.ToDictionary(pair => pair, _ => new List<Turn>());
        for (var round = 1; round <= Session.Rounds; round++)
        {
            foreach (var (load, contender) in loads)
            {
                var turn = await load.TurnAsync(session, stand, contender, session.TurnLength, cancellationToken);
                turns[(load, contender)].Add(turn);
                Progress.Say(FormattableString.Invariant(
                    $"{load.Name}: round {round}, {contender.Name} {turn.PerSecond:N0}/s, p99 {turn.P99Milliseconds:N1} ms"));
            }
        }

        var plain = Of(_plain);
        var three = Of(_three);
        three[stand.Product.Name] = plain[stand.Product.Name];
        return
        [
            LoadRow.Result(_plain.Name, plain, [.. _plain.Backlogs.Select(Note)]).Against([Bar.ToLimit(0.60), Bar.ToPeer(3)]),
            LoadRow.Result(_three.Name, three, [$"{_three.Name}: the limit writes person, history and event in one transaction."])
                .Against([Bar.ToLimit(0.80)]),
        ];

        Dictionary<string, List<Turn>> Of(Invitations load) =>
            turns.Where(pair => pair.Key.Load == load).ToDictionary(pair => pair.Key.Contender.Name, pair => pair.Value);
    }

    private string Note(KeyValuePair<string, double> backlog) => FormattableString.Invariant(
        $"{Name}: after a turn {backlog.Key} took up to {backlog.Value:N1} s until every invited person had an account.");
}
