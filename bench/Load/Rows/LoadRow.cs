using System.Globalization;
using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;

namespace Monolith.Bench.Load.Rows;

/// <summary>
/// Requests a second under wrk. The contenders take turns, round by round, so that whatever else the machine does falls on all; each turn
/// begins when the last one's work is done.
/// </summary>
internal abstract class LoadRow : IRow
{
    protected const int ManyConnections = 64;

    private static readonly TimeSpan ShortVerification = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(Contender, int?), Turn> _verified = [];

    public abstract string Name { get; }

    public bool HasBars => Bars.Any();

    protected abstract IEnumerable<Bar> Bars { get; }

    protected virtual Trial Trial => Trial.Main;

    protected virtual TimeSpan VerificationLength => ShortVerification;

    public async Task<IReadOnlyList<RowResult>> MeasureAsync(Session session, CancellationToken cancellationToken)
    {
        var stand = await session.UpAsync(Trial, cancellationToken);
        foreach (var contender in stand.Contenders)
        {
            await CheckAsync(session, contender, cancellationToken);
            Progress.Say($"{Name}: warming {contender.Name} up…");
            await WarmUpAsync(session, stand, contender, cancellationToken);
        }

        var turns = stand.Contenders.ToDictionary(contender => contender.Name, _ => new List<Turn>());
        for (var round = 1; round <= Session.Rounds; round++)
        {
            foreach (var contender in stand.Contenders)
            {
                var turn = await TurnAsync(session, stand, contender, TurnLength(session), cancellationToken);
                turns[contender.Name].Add(turn);
                Progress.Say(FormattableString.Invariant(
                    $"{Name}: round {round}, {contender.Name} {turn.PerSecond:N0}/s, p99 {turn.P99Milliseconds:N1} ms"));
            }
        }

        return [Result(Name, turns, Notes(stand)).Against(Bars)];
    }

    /// <summary>The row of the report.</summary>
    public static RowResult Result(string name, IReadOnlyDictionary<string, List<Turn>> turns, IReadOnlyList<string> notes) => new(
        name,
        "requests/s",
        IsRate: true,
        turns.ToDictionary(
            pair => pair.Key,
            pair => new Measured([.. pair.Value.Select(turn => turn.PerSecond)], [.. pair.Value.Select(turn => turn.P99Milliseconds)])),
        notes);

    /// <summary>
    /// Turns that nobody counts, until two of them were no faster than the best before: the code gets compiled, the pools and caches get
    /// filled. After each the compiler, which hardly gets on beside a load on two cores, may end what it has begun. What they leave to do is
    /// dropped.
    /// </summary>
    /// <param name="connections">Others than the row's own.</param>
    public Task WarmUpAsync(Session session, Stand stand, Contender contender, CancellationToken cancellationToken, int? connections = null) =>
        GuardAsync(contender, async () =>
        {
            const double clearlyFaster = 1.05;
            var least = contender is Product ? LeastWarmUps : 0;
            var most = Math.Max(least, session.IsQuick ? 4 : 12);
            var best = 0.0;
            for (var (turns, steady) = (1, 0); ; turns++)
            {
                var load = await LoadAsync(session, contender, session.NextTurn(), cancellationToken);
                var turn = await Wrk.MeasureAsync(load with { Connections = connections ?? load.Connections }, session.WarmUpLength, cancellationToken);
                await contender.DropBacklogAsync(cancellationToken);
                await stand.DrainAsync(contender, cancellationToken);
                steady = turn.PerSecond < best * clearlyFaster ? steady + 1 : 0;
                best = Math.Max(best, turn.PerSecond);
                if (turns >= least && (steady >= 2 || turns >= most))
                    return turn;
            }
        });

    /// <summary>One verified and measured turn of one contender, from idle to idle; a quick run verifies only before the first.</summary>
    /// <param name="connections">Others than the row's own.</param>
    public Task<Turn> TurnAsync(
        Session session, Stand stand, Contender contender, TimeSpan length, CancellationToken cancellationToken, int? connections = null) =>
        GuardAsync(contender, async () =>
        {
            if (!session.IsQuick || !_verified.TryGetValue((contender, connections), out var verified))
            {
                var judged = await LoadAsync(session, contender, session.NextTurn(), cancellationToken);
                verified = _verified[(contender, connections)] = await Wrk.VerifyAsync(
                    judged with { Connections = connections ?? judged.Connections }, VerificationLength, cancellationToken);
                await contender.DropBacklogAsync(cancellationToken);
                await stand.DrainAsync(contender, cancellationToken);
            }

            var (load, turn) = await RunAsync(session, stand, contender, length, connections, cancellationToken);
            Wrk.Compare(load, turn, verified);
            return turn;
        });

    /// <summary>A measured turn of one contender that is busy with something else too.</summary>
    public async Task<Turn> BesideAsync(Session session, Contender contender, TimeSpan length, CancellationToken cancellationToken) =>
        await Wrk.MeasureAsync(await LoadAsync(session, contender, session.NextTurn(), cancellationToken), length, cancellationToken);

    /// <summary>Whether this contender keeps the contract, before anything is measured.</summary>
    public abstract Task CheckAsync(Session session, Contender contender, CancellationToken cancellationToken);

    /// <summary>Of the product, where more code runs than is compiled well within a few turns.</summary>
    protected virtual int LeastWarmUps => 0;

    protected virtual TimeSpan TurnLength(Session session) => session.TurnLength;

    /// <summary>The header of the administrator, with a new token: it is good for minutes only, and the run is longer.</summary>
    protected static async Task<string> AuthorizationAsync(Contender contender, CancellationToken cancellationToken)
    {
        using var api = new Api(contender);
        return $"Bearer {await api.SignInAsync(cancellationToken)}";
    }

    /// <summary>A script of the administrator's that knows the people of the directory.</summary>
    protected static async Task<WrkLoad> PeopleLoadAsync(
        string script, Session session, Contender contender, int turn, CancellationToken cancellationToken, string path = "/api/v1/users") => new(
        script,
        new Uri(contender.Address, path),
        ManyConnections,
        new Dictionary<string, string>
        {
            ["LOAD_TURN"] = turn.ToString(CultureInfo.InvariantCulture),
            ["LOAD_PEOPLE"] = await session.PopulationOf(contender.Trial).WriteSampleAsync(Contender.Published, cancellationToken),
            ["LOAD_AUTHORIZATION"] = await AuthorizationAsync(contender, cancellationToken),
        });

    protected abstract Task<WrkLoad> LoadAsync(Session session, Contender contender, int turn, CancellationToken cancellationToken);

    /// <summary>Just before a measured turn.</summary>
    protected virtual Task ReadyAsync(Session session, Contender contender, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After a measured turn, until all is idle again.</summary>
    protected virtual Task SettleAsync(Stand stand, Contender contender, int number, Turn turn, CancellationToken cancellationToken) =>
        stand.DrainAsync(contender, cancellationToken);

    protected virtual IReadOnlyList<string> Notes(Stand stand) => [];

    private async Task<(WrkLoad Load, Turn Turn)> RunAsync(
        Session session, Stand stand, Contender contender, TimeSpan length, int? connections, CancellationToken cancellationToken)
    {
        var number = session.NextTurn();
        var load = await LoadAsync(session, contender, number, cancellationToken);
        load = load with { Connections = connections ?? load.Connections };
        await ReadyAsync(session, contender, cancellationToken);
        var turn = await Wrk.MeasureAsync(load, length, cancellationToken);
        await SettleAsync(stand, contender, number, turn, cancellationToken);
        return (load, turn);
    }

    private static async Task<Turn> GuardAsync(Contender contender, Func<Task<Turn>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception exception) when (exception is BenchException or HttpRequestException)
        {
            // When it has ended, that is what there is to say.
            contender.MustRun();
            throw new BenchException($"{contender.Name}: {exception.Message}");
        }
    }
}
