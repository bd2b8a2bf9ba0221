using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;

namespace Monolith.Bench.Load.Rows;

/// <summary>What a contender takes after its start, a sign-in and ten quiet seconds: all its processes together.</summary>
internal sealed class MemoryIdle : IRow
{
    private const double MostMegabytes = 150;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    public string Name => "memory-idle";

    public async Task<IReadOnlyList<RowResult>> MeasureAsync(Session session, CancellationToken cancellationToken)
    {
        // Afresh: what earlier rows made of them does not count.
        var stand = await session.UpAsync(cancellationToken);
        await stand.StopAllAsync();
        await stand.StartAllAsync(cancellationToken);
        foreach (var contender in stand.Contenders)
        {
            using var api = new Api(contender);
            await api.SignInAsync(cancellationToken);
        }

        await Task.Delay(Quiet, cancellationToken);
        return
        [
            Result(Name, stand).Against([new("RSS of the product under 150 MB", row => row.Product?.Rss < MostMegabytes)]),
        ];
    }

    /// <summary>What each contender takes now.</summary>
    public static RowResult Result(string name, Stand stand)
    {
        Dictionary<string, Measured> measured = [];
        foreach (var contender in stand.Contenders)
        {
            var memory = contender.Processes.Memory();
            measured[contender.Name] = new([memory.Pss], [], memory.Rss);
            Progress.Say(FormattableString.Invariant($"{name}: {contender.Name} {memory.Pss:N0} MB, RSS {memory.Rss:N0} MB"));
        }

        return new(name, "MB", IsRate: false, measured, []);
    }
}
