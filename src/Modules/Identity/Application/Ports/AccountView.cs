using Monolith.Identity.Domain;

namespace Monolith.Identity.Application.Ports;

/// <summary>What an account's own person sees of it.</summary>
public sealed record AccountView(Guid Id, string Email, string DisplayName, bool EmailVerified, IReadOnlyList<string> Roles)
{
    public static AccountView Of(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(account.Id, account.Email, account.DisplayName, account.IsEmailVerified, account.Roles);
    }
}
