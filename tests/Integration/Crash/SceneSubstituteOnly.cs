using System.Diagnostics;
using Npgsql;

namespace Monolith.Tests.Integration.Crash;

/// <summary>Places on one database, customers who send commands to them, and somebody with a seeded mind who kills.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private const int LongestPeace = 1_500;
    private const int LongestStart = 1_000;

    private static readonly int CustomersPerPlace = Soak.Size(amongTests: 3, full: 8);

    private readonly Stopwatch duration = Stopwatch.StartNew();
    private readonly Random random = new(Soak.Seed);

    private Scene(string connectionString, IReadOnlyList<NodePlace> places)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"MONOLITH_SOAK_SEED={Soak.Seed}");
        Places = places;
        Database = NpgsqlDataSource.Create(connectionString);
        Queues = new Queues(Database);
    }

    public IReadOnlyList<NodePlace> Places { get; }

    public NpgsqlDataSource Database { get; }

    public Queues Queues { get; }

    public Customers Customers { get; private set; } = null!;

    public IEnumerable<Death> Deaths => Places.SelectMany(place => place.Deaths);

    public string Kills =>
        $"{Count(Manner.KilledServing)} serving, {Count(Manner.KilledStarting)} starting; {Count(Manner.Stopped)} stopped";

    /// <summary>Returns when every place serves and the customers have begun.</summary>
    public static async Task<Scene> OpenAsync(
        string connectionString, IReadOnlyList<NodePlace> places, Func<HttpClient, Uri, Guid, Task<HttpResponseMessage>> command)
    {
        var scene = new Scene(connectionString, places);
        await Task.WhenAll(places.Select(place => place.StartAsync()));
        scene.Customers = new Customers(places, CustomersPerPlace, command);
        return scene;
    }

    /// <summary>Commands flow, and nothing happens for a while.</summary>
    public async Task PeaceAsync()
    {
        await Customers.AcknowledgedAnewAsync();
        await Task.Delay(random.Next(LongestPeace));
    }

    /// <summary>
    /// Kills the node at some moment and starts another in its place. One time in four that dies too before it serves; one time in
    /// five the node is asked to stop before, for its successor to be killed.
    /// </summary>
    public async Task KillAsync(NodePlace place)
    {
        await PeaceAsync();
        if (random.Next(5) == 0)
        {
            await place.StopAsync();
            await place.StartAsync();
            await PeaceAsync();
        }

        await place.KillAsync();
        var starting = place.StartAsync();
        if (random.Next(4) == 0)
        {
            await Task.Delay(random.Next(LongestStart));
            await place.KillAsync();
            await starting;
            starting = place.StartAsync();
        }

        await starting;
    }

    /// <summary>The customers leave, and the nodes work off what there is.</summary>
    public async Task SettleAsync()
    {
        await Customers.LeaveAsync();
        await Queues.EmptyAsync();
        foreach (var place in Places)
            place.EnsureAlive();
        Customers.Acknowledged.ShouldNotBeEmpty();
        (await Queues.DeadLettersAsync()).ShouldBeNull();
    }

    public Task ReportAsync(string harness, int rounds, string kills, long effects) => Soak.ReportAsync(
        ("harness", harness),
        ("rounds", rounds),
        ("kills", kills),
        ("acknowledged", Customers.Acknowledged.Count),
        ("effects", effects),
        ("seconds", (int)duration.Elapsed.TotalSeconds));

    private int Count(Manner manner) => Deaths.Count(death => death.Manner == manner);

    public async ValueTask DisposeAsync()
    {
        foreach (var place in Places)
            await place.DisposeAsync();
        await Customers.DisposeAsync();
        await Database.DisposeAsync();
    }
}
