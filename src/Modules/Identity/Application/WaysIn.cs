using Monolith.Identity.Domain;

namespace Monolith.Identity.Application;

/// <summary>The one rule of what signs in to an account: its password, each linked provider, each passkey.</summary>
public sealed class WaysIn(IExternalLoginRepository logins, IPasskeyRepository passkeys)
{
    /// <summary>Whether who takes one away would leave none.</summary>
    /// <remarks>Whoever asks stores the account, and so does who adds one: two at the same time wait for each other.</remarks>
    public async Task<bool> AreDownToOneAsync(Account account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (account.PasswordHash is not null)
            return false;
        var linked = await logins.OfAsync(account.Id, cancellationToken);
        return linked.Count + await passkeys.CountAsync(account.Id, cancellationToken) <= 1;
    }
}
