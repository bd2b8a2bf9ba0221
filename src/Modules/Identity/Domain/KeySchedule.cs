namespace Monolith.Identity.Domain;

/// <summary>When a signing key takes over from the one before it, and when that one is forgotten. Keys come oldest first.</summary>
/// <param name="Lifetime">After so long the next key is made.</param>
public sealed record KeySchedule(TimeSpan Lifetime)
{
    /// <summary>A key is published for so long before it signs that all nodes, and whoever keeps the published keys for a while, know it.</summary>
    public static readonly TimeSpan Announcement = TimeSpan.FromMinutes(15);

    /// <summary>A key verifies for so long after its last signature: longer than any access token lives, by clocks that differ.</summary>
    public static readonly TimeSpan Farewell = TimeSpan.FromMinutes(75);

    public bool NeedsNext(IReadOnlyList<SigningKey> keys, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return keys.Count == 0 || now >= keys[^1].CreatedAt + Lifetime;
    }

    /// <summary>The newest that has been announced; the first key of an installation signs at once.</summary>
    public static SigningKey Signer(IReadOnlyList<SigningKey> keys, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return keys.LastOrDefault(key => now >= key.CreatedAt + Announcement) ?? keys[0];
    }

    /// <summary>Those that verify nothing any more.</summary>
    public static IReadOnlyList<SigningKey> Forgotten(IReadOnlyList<SigningKey> keys, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return [.. keys.Zip(keys.Skip(1)).Where(pair => now >= pair.Second.CreatedAt + Announcement + Farewell).Select(pair => pair.First)];
    }
}
