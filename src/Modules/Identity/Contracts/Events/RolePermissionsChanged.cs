namespace Monolith.Identity.Contracts.Events;

/// <summary>A role grants other permissions now to everybody who has it, or asks for a second factor where it did not, or the reverse.</summary>
/// <param name="Permissions">All that it grants now.</param>
public sealed record RolePermissionsChanged(string Role, IReadOnlyList<string> Permissions, DateTimeOffset ChangedAt)
{
    public const string Alias = "identity.role-permissions-changed.v1";
}
