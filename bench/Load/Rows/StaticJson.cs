using System.Text.Json;
using Monolith.Bench.Load.Contenders;
using Monolith.Bench.Load.Report;

namespace Monolith.Bench.Load.Rows;

/// <summary>A small document for anybody, through the whole pipeline.</summary>
internal sealed class StaticJson : GetRow
{
    private static readonly (string Name, string Value)[] FixedMembers = [("kty", "EC"), ("use", "sig"), ("alg", "ES256"), ("crv", "P-256")];
    private static readonly string[] OwnMembers = ["kid", "x", "y"];

    public override string Name => "static-json";

    protected override IEnumerable<Bar> Bars => [Bar.ToLimit(0.85), Bar.P99ToLimit(1.5), Bar.ToPeer(5), Bar.P99BelowPeer];

    protected override string Path => Contender.KeysPath;

    protected override bool NeedsToken => false;

    protected override string? Judge(Session session, Contender contender, string body)
    {
        var keys = JsonDocument.Parse(body).RootElement.GetProperty("keys");
        if (keys.GetArrayLength() != 1)
            return $"it has {keys.GetArrayLength()} keys instead of one";
        var key = keys[0];
        var wrong = FixedMembers.FirstOrDefault(member => key.GetProperty(member.Name).GetString() != member.Value).Name;
        var empty = OwnMembers.FirstOrDefault(member => key.GetProperty(member).GetString() is not { Length: > 0 });
        return wrong is not null ? $"{wrong} is wrong" : empty is not null ? $"{empty} is empty" : null;
    }
}
