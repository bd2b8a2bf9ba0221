using System.Text.Json.Serialization;

namespace Monolith.Identity.Domain;

/// <summary>A named set of permissions that accounts can have. One that is built in is what it is until somebody stores it otherwise.</summary>
public sealed class Role
{
    [JsonConstructor]
    private Role()
    {
    }

    private Role(string name, params IReadOnlyList<string> permissions) => (Id, Permissions) = (name, permissions);

    /// <summary>The name.</summary>
    [JsonInclude]
    public string Id { get; private set; } = string.Empty;

    /// <summary>As somebody set them; <see cref="GrantedOf"/> says what they are worth.</summary>
    [JsonInclude]
    public IReadOnlyList<string> Permissions { get; private set; } = [];

    /// <summary>It grants nothing in a session that has shown no second factor.</summary>
    [JsonInclude]
    public bool RequiresSecondFactor { get; private set; }

    /// <summary>The document's revision; 0 until it is stored for the first time.</summary>
    [JsonIgnore]
    public long Version { get; private set; }

    [JsonIgnore]
    public bool IsBuiltIn => Roles.BuiltIn.Contains(Id);

    /// <summary>The roles that every installation has, as they are before anybody changes them.</summary>
    public static IReadOnlyList<Role> BuiltIn() =>
        [new(Roles.Admin), new(Roles.Operator, "monitoring.read", "monitoring.manage"), new(Roles.Member)];

    /// <summary>All roles by their names: the stored ones, and the built-in ones that nobody has changed.</summary>
    public static IReadOnlyList<Role> WithBuiltIn(IReadOnlyList<Role> stored) =>
        [.. stored.UnionBy(BuiltIn(), role => role.Id).OrderBy(role => role.Id, StringComparer.Ordinal)];

    /// <summary>Grants nothing yet.</summary>
    public static Role Named(string name) =>
        Roles.IsName(name) ? new Role(name) : throw new ArgumentException("This is no name of a role.", nameof(name));

    /// <param name="known">Every permission that a module asks for. Others grant nothing: no module knows them any more.</param>
    public IReadOnlySet<string> GrantedOf(IReadOnlySet<string> known) =>
        Id == Roles.Admin ? known : Permissions.Where(known.Contains).ToHashSet(StringComparer.Ordinal);

    /// <summary>What grants everything stores nothing, so that it also grants what a later version knows.</summary>
    public void Change(IEnumerable<string> permissions, bool requiresSecondFactor)
    {
        Permissions = Id == Roles.Admin ? [] : [.. permissions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        RequiresSecondFactor = requiresSecondFactor;
    }
}
