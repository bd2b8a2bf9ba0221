namespace Monolith.Bench.Load.Contenders;

/// <summary>The settings under which all contenders run; each trial has databases of its own.</summary>
/// <param name="Name">Part of the databases' names.</param>
/// <param name="IsProduction">Outside it the product allows a <paramref name="BcryptCost"/> below 10.</param>
/// <param name="Number">Tells the trials apart in Redis.</param>
/// <param name="HashingThreads">Of the product; null for as many as there are cores.</param>
internal sealed record Trial(string Name, int BcryptCost, bool IsProduction, int Number, int? HashingThreads = null)
{
    public static readonly Trial Main = new("main", BcryptCost: 12, IsProduction: true, Number: 0);

    /// <summary>For what a registration writes, not for what it hashes.</summary>
    public static readonly Trial CheapHashes = new("cheap", BcryptCost: 4, IsProduction: false, Number: 1);

    /// <summary>One core is for passwords, whatever comes.</summary>
    public static readonly Trial Storm = new("storm", BcryptCost: 12, IsProduction: true, Number: 2, HashingThreads: 1);
}
