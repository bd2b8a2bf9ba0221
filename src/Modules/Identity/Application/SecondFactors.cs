using Microsoft.AspNetCore.Identity;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Application;

/// <summary>The ways to show a second factor, by the names that clients use.</summary>
public static class SecondFactorMethods
{
    public const string Totp = "totp";
    public const string RecoveryCode = "recoveryCode";
}

/// <summary>Tries what somebody shows as the second factor, and uses it up.</summary>
public sealed class SecondFactors(
    UserManager<Account> users, IAccountRepository accounts, IAuthenticatorSecrets secrets, IOneTimeUses uses, TimeProvider clock)
{
    /// <summary>Longer than a code is taken: in its own step of 30 seconds, one before and one after.</summary>
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(5);

    /// <summary>By then the code is gone from the account for good.</summary>
    private static readonly TimeSpan RecoveryLifetime = TimeSpan.FromHours(1);

    /// <returns>What can be shown for the account, the usual first.</returns>
    public static IReadOnlyList<string> Of(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Authenticator switch
        {
            null or { ConfirmedAt: null } => [],
            { RecoveryCodes.Count: 0 } => [SecondFactorMethods.Totp],
            _ => [SecondFactorMethods.Totp, SecondFactorMethods.RecoveryCode],
        };
    }

    /// <returns>False also for a code that was used before, and while the account is locked for wrong guesses.</returns>
    public async Task<bool> TryUseAsync(Account account, string method, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(code);
        if (!account.HasSecondFactor || await users.IsLockedOutAsync(account))
            return false;
        var use = method == SecondFactorMethods.Totp
            ? await VerifyTotpAsync(account, code)
            : await RedeemRecoveryCodeAsync(account, code);
        return await TryUseAsync(use, cancellationToken);
    }

    /// <summary>A code of an app that is not confirmed yet.</summary>
    public async Task<bool> TryFirstAsync(Account account, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        return await TryUseAsync(await VerifyTotpAsync(account, code), cancellationToken);
    }

    private static string Digits(string code) => string.Concat(code.Where(char.IsAsciiDigit));

    private async Task<bool> TryUseAsync(OneTimeUse? use, CancellationToken cancellationToken)
    {
        if (use is null || await uses.IsUsedAsync(use, cancellationToken))
            return false;
        uses.Use(use);
        return true;
    }

    private async Task<OneTimeUse?> VerifyTotpAsync(Account account, string code)
    {
        var digits = Digits(code);
        if (!await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, digits))
            return null;
        if (account.Authenticator is { } authenticator && secrets.Renew(account.Id, authenticator.SealedKey) is { } renewed)
        {
            account.Use(authenticator with { SealedKey = renewed });
            accounts.Update(account);
        }

        return new("totp", $"{account.Id} {digits}", clock.GetUtcNow() + CodeLifetime);
    }

    private async Task<OneTimeUse?> RedeemRecoveryCodeAsync(Account account, string code)
    {
        var before = account.Authenticator!.RecoveryCodes;
        if (!(await users.RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded)
            return null;
        accounts.Update(account);
        var used = before.Except(account.Authenticator.RecoveryCodes).Single();
        return new("recovery-code", $"{account.Id} {used}", clock.GetUtcNow() + RecoveryLifetime);
    }
}
