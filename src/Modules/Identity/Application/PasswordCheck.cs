using Microsoft.AspNetCore.Identity;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Application;

/// <summary>The one way in which a password is tried.</summary>
public sealed class PasswordCheck(UserManager<Account> users, IPasswords passwords)
{
    /// <param name="account">Null takes as long and is wrong.</param>
    /// <returns>False also while the account is locked for wrong guesses; whoever is refused returns a <see cref="Features.CountFailedSignIn"/>.</returns>
    public async Task<bool> IsRightAsync(Account? account, string password, CancellationToken cancellationToken)
    {
        var matches = await passwords.VerifyAsync(account?.PasswordHash, password, cancellationToken);
        return account is not null && matches && !await users.IsLockedOutAsync(account);
    }
}
