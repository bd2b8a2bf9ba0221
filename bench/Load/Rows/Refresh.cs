using System.Globalization;
using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;

namespace Monolith.Bench.Load.Rows;

/// <summary>
/// The next pair of tokens of a session, a session for each connection: the old token is used up and the new one stored before the answer.
/// Every answer is looked at, for it brings the token of the next request; the sessions are opened before each turn, with bcrypt's cheapest
/// hash, outside the measured time.
/// </summary>
internal sealed class Refresh : LoadRow
{
    /// <summary>One for each thread of wrk beyond the connections: it asks a script for a first request that it never sends.</summary>
    private const int Sessions = ManyConnections + Wrk.Threads;

    public override string Name => "refresh";

    // Nobody has promised anything of it.
    protected override IEnumerable<Bar> Bars => [];

    protected override Trial Trial => Trial.CheapHashes;

    public override Task CheckAsync(Session session, Contender contender, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task<WrkLoad> LoadAsync(Session session, Contender contender, int turn, CancellationToken cancellationToken)
    {
        using var api = new Api(contender);
        var tokens = Path.Combine(Contender.Published, "refresh-tokens.txt");
        await File.WriteAllLinesAsync(
            tokens,
            await Task.WhenAll(Enumerable.Range(1, Sessions).Select(number => api.OpenSessionAsync(Address(number), cancellationToken))),
            cancellationToken);
        return new WrkLoad(
            "refresh",
            new Uri(contender.Address, "/api/v1/auth/refresh"),
            ManyConnections,
            new Dictionary<string, string> { ["LOAD_TOKENS"] = tokens });
    }

    private static string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"account-{number:D4}@bench.example.com");
}
