using System.Text.Json;
using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;

namespace Monolith.Bench.Load.Rows;

/// <summary>People of the directory, one at a time, chosen at random among all of them; everything is on.</summary>
internal sealed class GetById : LoadRow
{
    /// <summary>Of whom every member is looked at, before anything is measured.</summary>
    private const int Judged = 20;

    private const double MostAllocated = 6 * 1_024;

    private readonly List<double> _allocated = [];
    private double _before;

    public override string Name => "get-by-id";

    protected override IEnumerable<Bar> Bars =>
    [
        Bar.ToLimit(0.80),
        Bar.ToPeer(5),
        new("the product allocates less than 6 KiB for a request", _ => Allocated < MostAllocated),
    ];

    private double Allocated => Measured.Of([.. _allocated]).Median;

    public override async Task CheckAsync(Session session, Contender contender, CancellationToken cancellationToken)
    {
        using var api = new Api(contender);
        var token = await api.SignInAsync(cancellationToken);
        foreach (var person in session.PopulationOf(contender.Trial).Newest(Judged))
        {
            var path = $"/api/v1/users/{person.Id}";
            var body = await api.GetAsync(path, token, cancellationToken);
            if (Answers.Difference(JsonDocument.Parse(body).RootElement, person) is { } problem)
                throw new BenchException($"{contender.Name} answers {path} wrongly: {problem}.");
            await api.ExpectRefusalAsync(path, cancellationToken);
        }
    }

    protected override Task<WrkLoad> LoadAsync(Session session, Contender contender, int turn, CancellationToken cancellationToken) =>
        PeopleLoadAsync("get-by-id", session, contender, turn, cancellationToken);

    protected override async Task ReadyAsync(Session session, Contender contender, CancellationToken cancellationToken)
    {
        if (contender is Product product)
            _before = await product.AllocatedAsync(cancellationToken);
    }

    protected override async Task SettleAsync(Stand stand, Contender contender, int number, Turn turn, CancellationToken cancellationToken)
    {
        if (contender is Product product)
            _allocated.Add((await product.AllocatedAsync(cancellationToken) - _before) / turn.Requests);
        await base.SettleAsync(stand, contender, number, turn, cancellationToken);
    }

    protected override IReadOnlyList<string> Notes(Stand stand) =>
        [FormattableString.Invariant($"{Name}: the product allocated {Allocated:N0} bytes for a request, whatever else it did meanwhile included.")];
}
