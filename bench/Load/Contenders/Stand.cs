using Monolith.Bench.Load.Seed;

namespace Monolith.Bench.Load.Contenders;

/// <summary>The contenders of one trial, seeded and up. Only one is loaded at a time.</summary>
internal sealed class Stand : IAsyncDisposable
{
    // Less than 5 % of a core; the kernel counts in hundredths of a second.
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(120);

    private readonly Servers _servers;

    private Stand(Servers servers, Trial trial)
    {
        _servers = servers;
        Product = new(servers, trial);
        Contenders = [Product, .. new Contender[] { new Limit(servers, trial), new Peer(servers, trial) }.Where(rival => rival.IsPublished)];
    }

    public Product Product { get; }

    /// <summary>Product, limit and peer, in the order in which they take turns; a rival that is not built is missing.</summary>
    public IReadOnlyList<Contender> Contenders { get; }

    public static async Task<Stand> PrepareAsync(Servers servers, Trial trial, Population population, CancellationToken cancellationToken)
    {
        var stand = new Stand(servers, trial);
        try
        {
            foreach (var contender in stand.Contenders)
            {
                Progress.Say($"Seeding {contender.Name}…");
                await contender.PrepareAsync(cancellationToken);
                await contender.StartAsync(cancellationToken);
                await contender.SeedAsync(population, cancellationToken);
            }

            return stand;
        }
        catch
        {
            await stand.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until neither this contender nor the database has work left.</summary>
    public async Task DrainAsync(Contender contender, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(DrainLimit);
        try
        {
            TimeSpan spent;
            do
            {
                var before = Spent(contender);
                await Task.Delay(Window, patience.Token);
                spent = Spent(contender) - before;
            }
            while (spent > Idle);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BenchException($"{contender.Name} or its database is still busy {DrainLimit.TotalSeconds:F0} s after its turn.");
        }
    }

    public async Task StartAllAsync(CancellationToken cancellationToken)
    {
        foreach (var contender in Contenders.Where(contender => !contender.IsRunning))
            await contender.StartAsync(cancellationToken);
    }

    public async Task StopAllAsync()
    {
        foreach (var contender in Contenders)
            await contender.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var contender in Contenders)
            await contender.DisposeAsync();
    }

    private TimeSpan Spent(Contender contender) => contender.Processes.ProcessorTime + _servers.Postgres.ProcessorTime;
}
