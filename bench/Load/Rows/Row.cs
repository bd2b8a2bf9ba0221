using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;
using Monolith.Bench.Load.Seed;

namespace Monolith.Bench.Load.Rows;

/// <summary>Something that is measured of all contenders in turn.</summary>
internal interface IRow
{
    /// <summary>Stable, and what <c>--only</c> takes.</summary>
    string Name { get; }

    /// <exception cref="BenchException">It could not be measured: something failed or answered wrongly.</exception>
    Task<IReadOnlyList<RowResult>> MeasureAsync(Session session, CancellationToken cancellationToken);
}

/// <summary>What the rows of a run share.</summary>
internal sealed class Session(Servers servers, Population population, bool isQuick) : IAsyncDisposable
{
    private readonly Dictionary<Trial, Stand> _stands = [];
    private int _turns;

    public Servers Servers => servers;

    public Population Population => population;

    public bool IsQuick => isQuick;

    public int Rounds => isQuick ? 3 : 5;

    public int Starts => isQuick ? 5 : 9;

    /// <summary>Of a turn whose requests are short.</summary>
    public TimeSpan TurnLength => TimeSpan.FromSeconds(isQuick ? 2 : 5);

    /// <summary>Of a turn whose requests take a quarter of a second of a core each.</summary>
    public TimeSpan LongTurnLength => TimeSpan.FromSeconds(isQuick ? 5 : 10);

    /// <summary>Of one of the turns that nobody counts.</summary>
    public static TimeSpan WarmUpLength => TimeSpan.FromSeconds(3);

    /// <summary>A new number for every turn of the run, so that no two of them make the same requests.</summary>
    public int NextTurn() => ++_turns;

    /// <summary>The contenders of the main trial, all of them up.</summary>
    public Task<Stand> UpAsync(CancellationToken cancellationToken) => UpAsync(Trial.Main, cancellationToken);

    /// <summary>The contenders of a trial, all of them up.</summary>
    public async Task<Stand> UpAsync(Trial trial, CancellationToken cancellationToken)
    {
        if (!_stands.TryGetValue(trial, out var stand))
            _stands[trial] = stand = await Stand.PrepareAsync(servers, trial, population, cancellationToken);
        await stand.StartAllAsync(cancellationToken);
        return stand;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stand in _stands.Values)
            await stand.DisposeAsync();
    }
}
