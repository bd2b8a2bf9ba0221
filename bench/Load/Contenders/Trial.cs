namespace Monolith.Bench.Load.Contenders;

/// <summary>The settings under which all contenders run; each trial has databases of its own.</summary>
/// <param name="Name">Part of the databases' names.</param>
/// <param name="IsProduction">Outside it the product allows a <paramref name="BcryptCost"/> below 10.</param>
/// <param name="Number">Tells the trials apart in Redis.</param>
internal sealed record Trial(string Name, int BcryptCost, bool IsProduction, int Number)
{
    public static readonly Trial Main = new("main", BcryptCost: 12, IsProduction: true, Number: 0);

    /// <summary>For what a registration writes, not for what it hashes.</summary>
    public static readonly Trial CheapHashes = new("cheap", BcryptCost: 4, IsProduction: false, Number: 1);
}
