namespace Monolith.Bench.Load.Contenders;

/// <summary>The settings under which all contenders run; each trial has databases of its own.</summary>
/// <param name="Name">Part of the databases' names.</param>
/// <param name="IsProduction">Outside it the product allows a <paramref name="BcryptCost"/> below 10.</param>
/// <param name="Number">Tells the trials apart in Redis.</param>
/// <param name="HashingThreads">Of the product; null for as many as there are cores.</param>
/// <param name="IsCached">Whether product and peer keep answers.</param>
/// <param name="KeepsPages">Whether the limit answers pages from memory: only where nobody changes the directory.</param>
/// <param name="People">How many the directory holds; null for as many as were asked for.</param>
internal sealed record Trial(
    string Name,
    int Number,
    int BcryptCost = 12,
    bool IsProduction = true,
    int? HashingThreads = null,
    bool IsCached = true,
    bool KeepsPages = false,
    int? People = null)
{
    /// <summary>Everything is on, and the directory stays as it is.</summary>
    public static readonly Trial Main = new("main", Number: 0, KeepsPages: true);

    /// <summary>For what a registration writes, not for what it hashes.</summary>
    public static readonly Trial CheapHashes = new("cheap", Number: 1, BcryptCost: 4, IsProduction: false);

    /// <summary>One core is for passwords, whatever comes, and nobody keeps an answer: the other core has something to do.</summary>
    public static readonly Trial Storm = new("storm", Number: 2, HashingThreads: 1, IsCached: false);

    /// <summary>Nobody keeps an answer: what it costs to find it.</summary>
    public static readonly Trial Uncached = new("uncached", Number: 3, IsCached: false);

    /// <summary>Everything is on, and the directory changes.</summary>
    public static readonly Trial Changing = new("changing", Number: 4);

    public static readonly Trial Thousands = new("thousands", Number: 5, IsCached: false, People: 10_000);

    public static readonly Trial Million = new("million", Number: 6, IsCached: false, People: 1_000_000);
}
