using System.Globalization;

namespace Monolith.Bench.Load.Contenders;

/// <summary>What the machine can do: bare Kestrel, the driver alone, the same answers.</summary>
internal sealed class Limit(Servers servers, Trial trial) : Rival("limit", "bench/Limit/schema.sql", servers, trial)
{
    public override string Entry => "Monolith.Bench.Limit.dll";

    protected override string Runtime => "dotnet";

    protected override IEnumerable<(string Name, string Value)> Settings(string connectionString, int port) =>
    [
        ("ASPNETCORE_URLS", $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}"),
        ("ConnectionStrings__Postgres", connectionString),
        ("ConnectionStrings__Redis", Servers.Redis),
        ("Caching__Pages", Trial.KeepsPages.ToString()),
        ("Bcrypt__Cost", Trial.BcryptCost.ToString(CultureInfo.InvariantCulture)),
    ];
}
