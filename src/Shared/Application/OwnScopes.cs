using System.Collections.Frozen;

namespace Monolith.Shared.Application;

/// <summary>The scopes that need no permission: with them an API token opens what belongs to its owner anyway.</summary>
public static class OwnScopes
{
    /// <summary>The own account and profile.</summary>
    public const string ProfileRead = "profile.read";

    public static IReadOnlySet<string> All { get; } = FrozenSet.Create(StringComparer.Ordinal, ProfileRead);
}
