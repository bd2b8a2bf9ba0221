using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;

namespace Monolith.Bench.Load.Rows;

/// <summary>The newest twenty people and the exact total, for somebody who may see them; where nobody keeps the answer, unless told otherwise.</summary>
internal class Page20(string name = "page-20", Trial? trial = null) : GetRow
{
    private const int Size = 20;

    public override string Name => name;

    protected override IEnumerable<Bar> Bars => [Bar.ToLimit(0.80), Bar.P99ToLimit(1.5), Bar.ToPeer(3), Bar.P99BelowPeer];

    protected override Trial Trial => trial ?? Trial.Uncached;

    protected override string Path => $"/api/v1/users?page=1&pageSize={Size}";

    protected override bool NeedsToken => true;

    protected override string? Judge(Session session, Contender contender, string body)
    {
        var people = session.PopulationOf(contender.Trial);
        return Answers.FirstPageProblem(body, people.Newest(Size), Size, people.Present);
    }

    protected override void Judge(Product product, string? cache)
    {
        if (product.Trial.IsCached == (cache != "HIT"))
            throw new BenchException($"{Name}: the product says '{cache}' of its cache.");
    }
}

/// <summary>The same request with everything on: product and peer answer from their caches, the limit the same bytes from memory.</summary>
internal sealed class Page20Cached() : Page20("page-20-cached", Trial.Main)
{
    protected override IEnumerable<Bar> Bars => [Bar.ToLimit(0.85), Bar.P99ToLimit(1.5), Bar.ToPeer(5), Bar.P99BelowPeer];
}
