using Monolith.Identity.Domain;
using Monolith.Users.Contracts.Events;

namespace Monolith.Identity.Application.Reactions;

/// <summary>Mails and pages address people by the name that the directory has.</summary>
public static class RenameAccountOnUserUpdatedHandler
{
    public static async Task Handle(UserUpdated updated, IAccountRepository accounts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(updated);
        ArgumentNullException.ThrowIfNull(accounts);
        if (!updated.Fields.Contains("displayName", StringComparer.Ordinal))
            return;
        if (await accounts.FindAsync(updated.UserId, cancellationToken) is { } account && account.Rename(updated.DisplayName, updated.Version))
            accounts.Update(account);
    }
}
