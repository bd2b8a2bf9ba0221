using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Application;

/// <summary>What other modules are told about an account.</summary>
public static class AccountFacts
{
    public static AccountRegistered Registered(this Account account) =>
        new(account.Id, account.Email, account.DisplayName, account.Roles, account.IsEmailVerified, account.CreatedAt);
}
