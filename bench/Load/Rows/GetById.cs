using System.Text.Json;
using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;

namespace Monolith.Bench.Load.Rows;

/// <summary>People of the directory, one at a time, chosen at random among all of them; everything is on.</summary>
internal sealed class GetById : LoadRow
{
    /// <summary>Of whom every member is looked at, before anything is measured.</summary>
    private const int Judged = 20;

    public override string Name => "get-by-id";

    protected override IEnumerable<Bar> Bars => [Bar.ToLimit(0.80), Bar.ToPeer(5)];

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
}
