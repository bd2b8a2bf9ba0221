using Monolith.Identity.Contracts.Events;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Reactions;

/// <summary>Whoever has an account is in the directory.</summary>
public static class ProvisionProfileOnAccountRegisteredHandler
{
    /// <returns>Null when an earlier delivery has provisioned the profile and told so.</returns>
    /// <exception cref="InvalidOperationException">Identity accepted what the directory refuses; the message ends in the dead letters.</exception>
    public static async Task<UserCreated?> Handle(AccountRegistered registered, IUserRepository users, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registered);
        ArgumentNullException.ThrowIfNull(users);
        if (await users.FindAsync(registered.AccountId, cancellationToken) is not null)
            return null;

        var email = Email.Create(registered.Email);
        var displayName = DisplayName.Create(registered.DisplayName);
        if (!email.IsSuccess || !displayName.IsSuccess)
            throw new InvalidOperationException($"Account {registered.AccountId} cannot have a profile: {(email.Error ?? displayName.Error)!.Message}");

        var user = User.Provision(
            registered.AccountId,
            email.Value,
            displayName.Value,
            registered.Roles,
            registered.EmailVerified,
            registered.RegisteredAt);
        users.Add(user);
        return new UserCreated(user.Id, user.Email, user.DisplayName, user.Status.Name(), user.Roles, user.CreatedAt);
    }
}
