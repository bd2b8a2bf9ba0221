using Monolith.Identity.Domain;

namespace Monolith.Identity.Application.Ports;

/// <summary>The roles of one account.</summary>
/// <param name="Version">Of the roles alone, whatever else changes about the account; also the ETag.</param>
public sealed record AccountRolesView(Guid AccountId, IReadOnlyList<string> Roles, int Version)
{
    public static AccountRolesView Of(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(account.Id, account.Roles, account.RolesRevision);
    }
}
