namespace Monolith.Shared.Infrastructure.Caching;

/// <summary>
/// What was written until now of everything that carries a tag. The key of a cached answer begins with the generation in which it was asked
/// for, so that a write leaves all earlier answers behind: those that are kept, those on their way, and those that only now are read.
/// </summary>
/// <param name="Name">Never used again for another one.</param>
/// <param name="BegunAt">When this node heard of it, as <see cref="TimeProvider.GetTimestamp"/> counts.</param>
internal sealed record CacheGeneration(string Name, long BegunAt)
{
    private const string Everywhere = "all-";

    /// <summary>A generation of all nodes together.</summary>
    public static CacheGeneration OfAll(long number, long begunAt) => new(FormattableString.Invariant($"{Everywhere}{number}"), begunAt);

    /// <summary>A generation of this node, which hears of its own writes only.</summary>
    public static CacheGeneration Own(long number, long begunAt) => new(FormattableString.Invariant($"own-{number}"), begunAt);

    /// <summary>Whether other nodes may have the answer too.</summary>
    public static bool IsOfAll(string key) => key.StartsWith(Everywhere, StringComparison.Ordinal);
}

/// <summary>The generations of this node's answers.</summary>
internal interface ICacheGenerations
{
    CacheGeneration Current(string tag);

    /// <summary>Something with this tag was written. Afterwards no node that can be reached answers with what was before; never fails.</summary>
    Task AdvanceAsync(string tag);
}
