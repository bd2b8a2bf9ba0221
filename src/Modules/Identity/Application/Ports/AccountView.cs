using Monolith.Identity.Domain;

namespace Monolith.Identity.Application.Ports;

/// <summary>What somebody can sign in with.</summary>
/// <param name="RecoveryCodesLeft">Of ten; none without an authenticator app.</param>
public sealed record Credentials(bool Password, bool Authenticator, int RecoveryCodesLeft)
{
    public static Credentials Of(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(
            account.PasswordHash is not null,
            account.HasSecondFactor,
            account.HasSecondFactor ? account.Authenticator!.RecoveryCodes.Count : 0);
    }
}

/// <summary>What an account's own person sees of it.</summary>
public sealed record AccountView(Guid Id, string Email, string DisplayName, bool EmailVerified, IReadOnlyList<string> Roles, Credentials Credentials)
{
    public static AccountView Of(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(account.Id, account.Email, account.DisplayName, account.IsEmailVerified, account.Roles, Credentials.Of(account));
    }
}
