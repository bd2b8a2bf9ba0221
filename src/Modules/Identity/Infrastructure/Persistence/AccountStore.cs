using System.Buffers.Text;
using Marten;
using Microsoft.AspNetCore.Identity;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>
/// Accounts as ASP.NET Core Identity's <see cref="UserManager{TUser}"/> sees them. It changes what it is given and stores nothing: the
/// handler gives the account to its repository, as after any other change. So one manager serves all.
/// </summary>
internal sealed class AccountStore(IDocumentStore documents, IAuthenticatorSecrets secrets, TimeProvider clock) :
    IUserSecurityStampStore<Account>,
    IUserLockoutStore<Account>,
    IUserTwoFactorStore<Account>,
    IUserAuthenticatorKeyStore<Account>,
    IUserTwoFactorRecoveryCodeStore<Account>,
    IUserPasskeyStore<Account>
{
    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Of(user, account => account.Id.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Of<string?>(user, account => account.Email);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) =>
        Of<string?>(user, account => account.NormalizedEmail);

    /// <summary>The name is the address, which never changes this way.</summary>
    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="SetUserNameAsync"/>
    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The manager calls it at the end of every change.</summary>
    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(IdentityResult.Success);

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw NotHere();

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw NotHere();

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(userId, out var id))
            return null;
        await using var session = documents.QuerySession();
        return await session.LoadAsync<Account>(id, cancellationToken);
    }

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw NotHere();

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => Do(user, account => account.Restamp(stamp));

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Of<string?>(user, account => account.SecurityStamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) => Of(user, account => account.LockedUntil);

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Do(user, account => account.LockUntil(lockoutEnd));

    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        user.CountFailedSignIns(user.FailedSignIns + 1);
        return Task.FromResult(user.FailedSignIns);
    }

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Do(user, account => account.CountFailedSignIns(0));

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Of(user, account => account.FailedSignIns);

    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Every account can be locked.</summary>
    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Without a key there is nothing to confirm; the key itself goes with the factor.</summary>
    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) =>
        Do(user, account => account.Use(enabled ? Known(account) with { ConfirmedAt = clock.GetUtcNow() } : null));

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) => Of(user, account => account.HasSecondFactor);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) =>
        Do(user, account => account.Use(new Authenticator(secrets.Seal(account.Id, key), ConfirmedAt: null, RecoveryCodes: [])));

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        Of(user, account => account.Authenticator is { } authenticator ? secrets.Open(account.Id, authenticator.SealedKey) : null);

    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        Do(user, account => account.Use(Known(account) with { RecoveryCodes = [.. recoveryCodes.Select(code => secrets.Hash(account.Id, code))] }));

    public Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (user.Authenticator is not { } authenticator)
            return Task.FromResult(false);
        var left = authenticator.RecoveryCodes.Where(known => !secrets.IsHashOf(known, user.Id, code)).ToArray();
        var isKnown = left.Length < authenticator.RecoveryCodes.Count;
        user.Use(authenticator with { RecoveryCodes = left });
        return Task.FromResult(isKnown);
    }

    public Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) =>
        Of(user, account => account.Authenticator?.RecoveryCodes.Count ?? 0);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        await using var session = documents.QuerySession();
        return [.. (await session.QueryAsync<Passkey>("where d.account_id = ?", cancellationToken, user.Id)).Select(Describe)];
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return await FindPasskeyAsync(credentialId, cancellationToken) is { } passkey && passkey.AccountId == user.Id ? Describe(passkey) : null;
    }

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await FindPasskeyAsync(credentialId, cancellationToken) is { } passkey
            ? await FindByIdAsync(passkey.AccountId.ToString(), cancellationToken)
            : null;

    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw NotHere();

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) => throw NotHere();

    public void Dispose()
    {
        // There is nothing to let go of.
    }

    private static NotSupportedException NotHere() => new("Accounts and passkeys are made, changed and deleted through their repositories.");

    /// <summary>Without the counter: <see cref="Passkey.Use"/> judges it, so that the one refusal that tells of a copy is told apart.</summary>
    private static UserPasskeyInfo Describe(Passkey passkey) => new(
        Base64Url.DecodeFromChars(passkey.CredentialId),
        passkey.PublicKey,
        passkey.CreatedAt,
        signCount: 0,
        [.. passkey.Transports],
        isUserVerified: true,
        passkey.IsBackupEligible,
        passkey.IsBackedUp,
        attestationObject: [],
        clientDataJson: []);

    private static Authenticator Known(Account account) =>
        account.Authenticator ?? throw new InvalidOperationException("The account has no authenticator app.");

    private async Task<Passkey?> FindPasskeyAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var session = documents.QuerySession();
        var id = Base64Url.EncodeToString(credentialId);
        return (await session.QueryAsync<Passkey>("where d.credential_id = ?", cancellationToken, id)).SingleOrDefault();
    }

    private static Task<T> Of<T>(Account account, Func<Account, T> get)
    {
        ArgumentNullException.ThrowIfNull(account);
        return Task.FromResult(get(account));
    }

    private static Task Do(Account account, Action<Account> change)
    {
        ArgumentNullException.ThrowIfNull(account);
        change(account);
        return Task.CompletedTask;
    }
}
