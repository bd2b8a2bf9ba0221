using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application;

/// <summary>Creates the first administrator, by whichever way the operator has proved to be one.</summary>
public sealed class AdministratorSetup(
    IAccountRepository accounts,
    IFirstAdministratorRepository administrators,
    IPasswords passwords,
    TimeProvider clock)
{
    /// <remarks>Of two at the same time the database lets one commit; the other comes again and hears that it is done.</remarks>
    public async Task<Result<Account>> CreateAsync(EmailAddress email, string password, string displayName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(email);
        if (await administrators.ExistsAsync(cancellationToken))
            return IdentityErrors.AlreadySetUp;
        if (await accounts.FindByEmailAsync(email.Normalized, cancellationToken) is not null)
            return IdentityErrors.EmailTaken;

        var hash = await passwords.HashAsync(password, cancellationToken);
        var account = Account.Administrator(email, displayName, hash, clock.GetUtcNow());
        accounts.Add(account);
        administrators.Add(new FirstAdministrator(account.Id, account.CreatedAt));
        return account;
    }
}
