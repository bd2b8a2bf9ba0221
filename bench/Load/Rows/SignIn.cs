using System.Globalization;
using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;
using Monolith.Bench.Load.Seed;

namespace Monolith.Bench.Load.Rows;

/// <summary>A password of one of a thousand accounts, hashed at the cost of production: the hash is nearly all of it.</summary>
internal sealed class SignIn : LoadRow
{
    private const int FewConnections = 8;

    public override string Name => "sign-in";

    protected override IEnumerable<Bar> Bars => [Bar.ToLimit(0.95), Bar.P99ToLimit(1.5), Bar.ToPeer(1)];

    protected override TimeSpan VerificationLength => TimeSpan.FromSeconds(3);

    public override async Task CheckAsync(Session session, Contender contender, CancellationToken cancellationToken)
    {
        using var api = new Api(contender);
        await api.ExpectRefusedSignInAsync(cancellationToken);
    }

    protected override TimeSpan TurnLength(Session session) => session.LongTurnLength;

    /// <summary>As many sign-ins as there are connections, all the time.</summary>
    public static WrkLoad Load(Contender contender, int turn) => new(
        "sign-in",
        new Uri(contender.Address, "/api/v1/auth/login"),
        FewConnections,
        new Dictionary<string, string>
        {
            ["LOAD_TURN"] = turn.ToString(CultureInfo.InvariantCulture),
            ["LOAD_ACCOUNTS"] = Population.Accounts.ToString(CultureInfo.InvariantCulture),
            ["LOAD_PASSWORD"] = Population.Password,
        });

    protected override Task<WrkLoad> LoadAsync(Session session, Contender contender, int turn, CancellationToken cancellationToken) =>
        Task.FromResult(Load(contender, turn));
}
