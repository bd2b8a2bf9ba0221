using Monolith.Identity.Application.Features;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application;

/// <summary>Whose account a person at a provider may sign in to. Nobody gets into an account without proof that it is theirs.</summary>
public sealed class ExternalAccounts(IExternalLoginRepository logins, IAccountRepository accounts, TimeProvider clock)
{
    /// <summary>The linked account; else the one of the same address, when both sides have verified that; else a new one.</summary>
    /// <returns>Also what is to be told, whether or not there is an account to sign in to.</returns>
    public async Task<(Result<Account> Account, IReadOnlyList<object> Messages)> FindOrMakeAsync(
        ExternalIdentity identity, ClientInfo client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (await logins.FindAsync(ExternalLogin.IdOf(identity), cancellationToken) is { } login)
            return (await accounts.FindAsync(login.AccountId, cancellationToken) is { } linked ? linked : IdentityErrors.AccountGone, []);
        if (identity.Address is not { } address)
            return (ExternalErrors.NoAddress, []);

        var known = await accounts.FindByEmailAsync(address.Normalized, cancellationToken);
        if (known is null)
            return Make(identity, address, client);
        if (known.IsBarred)
            return (IdentityErrors.InvalidCredentials, []);
        if (!identity.IsEmailVerified)
            return (ExternalErrors.CheckMail, [new SendVerificationMail(address.Value, identity)]);
        // Not even for an account that nobody has verified: somebody else may have prepared it, and knows its password.
        if (!known.IsEmailVerified)
            return (ExternalErrors.LinkFirst, []);
        var (result, messages) = await LinkAsync(known, identity, client, cancellationToken);
        return (result.IsSuccess ? known : ExternalErrors.LinkFirst, messages);
    }

    /// <summary>Lets the person at the provider sign in to the account.</summary>
    /// <remarks>Storing the account makes everybody who counts its ways in wait for each other.</remarks>
    public async Task<(Result Result, IReadOnlyList<object> Messages)> LinkAsync(
        Account account, ExternalIdentity identity, ClientInfo client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(identity);
        if ((await logins.OfAsync(account.Id, cancellationToken)).Any(login => login.Provider == identity.Provider))
            return (ExternalErrors.LinkedAlready, []);
        var now = clock.GetUtcNow();
        logins.Add(ExternalLogin.Link(account, identity, now));
        accounts.Update(account);
        return (Result.Success,
        [
            SecurityEvents.Of(SecurityEvents.ProviderLinked, account.Id, client, now, identity.Provider),
            new SendSecurityNotice(account.Id, SecurityNotice.ProviderLinked, Provider: identity.Provider),
        ]);
    }

    private (Result<Account>, IReadOnlyList<object>) Make(ExternalIdentity identity, EmailAddress address, ClientInfo client)
    {
        var now = clock.GetUtcNow();
        var account = Account.Register(address, identity.DisplayNameFor(address), passwordHash: null, now);
        if (identity.IsEmailVerified)
            account.VerifyEmail(now);
        accounts.Add(account);
        if (!identity.IsEmailVerified)
            return (ExternalErrors.CheckMail, [account.Registered(), new SendVerificationMail(address.Value, identity)]);
        logins.Add(ExternalLogin.Link(account, identity, now));
        return (account, [account.Registered(), SecurityEvents.Of(SecurityEvents.ProviderLinked, account.Id, client, now, identity.Provider)]);
    }
}
