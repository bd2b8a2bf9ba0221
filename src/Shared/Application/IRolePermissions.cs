namespace Monolith.Shared.Application;

/// <summary>What the roles of an access token allow. Identity owns the answer; everybody else asks by permission, never by role.</summary>
public interface IRolePermissions
{
    /// <returns>The union of what the roles grant; unknown roles grant nothing.</returns>
    IReadOnlySet<string> Granted(IEnumerable<string> roles);
}
