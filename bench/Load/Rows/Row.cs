using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;
using Monolith.Bench.Load.Seed;

namespace Monolith.Bench.Load.Rows;

/// <summary>Something that is measured of all contenders in turn.</summary>
internal interface IRow
{
    /// <summary>Stable, and what <c>--only</c> takes.</summary>
    string Name { get; }

    /// <summary>Something is promised of it; a quick run leaves out what is only good to know, unless it is named.</summary>
    bool HasBars => true;

    /// <exception cref="BenchException">It could not be measured: something failed or answered wrongly.</exception>
    Task<IReadOnlyList<RowResult>> MeasureAsync(Session session, CancellationToken cancellationToken);
}

/// <summary>What the rows of a run share.</summary>
internal sealed class Session(Servers servers, Options options) : IAsyncDisposable
{
    private readonly Dictionary<Trial, Stand> _stands = [];
    private readonly Dictionary<int, Population> _populations = [];
    private int _turns;

    public Servers Servers => servers;

    public Options Options => options;

    public bool IsQuick => options.IsQuick;

    public const int Rounds = 3;

    public int Starts => IsQuick ? 5 : 9;

    /// <summary>Of a turn whose requests are short.</summary>
    public TimeSpan TurnLength => TimeSpan.FromSeconds(IsQuick ? 2 : 5);

    /// <summary>Of a turn whose requests take a quarter of a second of a core each.</summary>
    public TimeSpan LongTurnLength => TimeSpan.FromSeconds(IsQuick ? 4 : 10);

    /// <summary>Of one of the turns that nobody counts.</summary>
    public TimeSpan WarmUpLength => TimeSpan.FromSeconds(IsQuick ? 1 : 2);

    /// <summary>A new number for every turn of the run, so that no two of them make the same requests.</summary>
    public int NextTurn() => ++_turns;

    /// <summary>The contenders of the main trial, all of them up.</summary>
    public Task<Stand> UpAsync(CancellationToken cancellationToken) => UpAsync(Trial.Main, cancellationToken);

    /// <summary>The contenders of a trial, all of them up, and nobody of another: who only waits costs something too.</summary>
    /// <param name="beside">A trial that is up as well, if it was.</param>
    public async Task<Stand> UpAsync(Trial trial, CancellationToken cancellationToken, Trial? beside = null)
    {
        foreach (var (other, idle) in _stands)
        {
            if (other != trial && other != beside)
                await idle.StopAllAsync();
        }

        if (!_stands.TryGetValue(trial, out var stand))
            _stands[trial] = stand = await Stand.PrepareAsync(servers, trial, PopulationOf(trial), cancellationToken);
        await stand.StartAllAsync(cancellationToken);
        return stand;
    }

    /// <summary>The people of the directory in a trial.</summary>
    public Population PopulationOf(Trial trial)
    {
        var people = trial.People ?? options.People;
        if (!_populations.TryGetValue(people, out var population))
            _populations[people] = population = new(people);
        return population;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stand in _stands.Values)
            await stand.DisposeAsync();
    }
}
