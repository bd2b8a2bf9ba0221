namespace Monolith.Identity.Domain;

/// <summary>Since when an account has a role, and from whom.</summary>
/// <param name="By">Null when nobody who is known gave it, as the role that an account begins with.</param>
public sealed record RoleGrant(string Role, DateTimeOffset Since, Guid? By);
