namespace Monolith.Shared.Application;

/// <summary>What the roles of an access token allow. Identity owns the answer; everybody else asks by permission, never by role.</summary>
public interface IRolePermissions
{
    /// <param name="withSecondFactor">Whether a second factor was shown; without, roles that ask for one grant nothing.</param>
    /// <returns>The union of what the roles grant, as it was stored half a second ago at the earliest; unknown roles grant nothing.</returns>
    ValueTask<IReadOnlySet<string>> GrantedAsync(IReadOnlyList<string> roles, bool withSecondFactor);

    /// <summary>
    /// Whether people with these roles may use what needs no permission, their own things. Not while every one of the roles asks for a
    /// second factor and none was shown.
    /// </summary>
    ValueTask<bool> AdmitAsync(IReadOnlyList<string> roles, bool withSecondFactor);

    /// <summary>This node has heard that a role changed: whoever asks from now on gets what is stored now.</summary>
    void Forget();
}
