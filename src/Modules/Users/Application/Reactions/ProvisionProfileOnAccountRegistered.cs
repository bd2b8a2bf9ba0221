using Monolith.Identity.Contracts.Events;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Reactions;

/// <summary>Whoever has an account is in the directory.</summary>
public static class ProvisionProfileOnAccountRegisteredHandler
{
    /// <remarks>
    /// Told twice, it is refused at commit, by the id of the profile that is there; the module discards it then. By its address it is refused
    /// while somebody who was invited has that; the module tries it again, because Identity takes that invitation back.
    /// </remarks>
    /// <exception cref="InvalidOperationException">Identity accepted what the directory refuses; the message ends in the dead letters.</exception>
    public static UserCreated Handle(AccountRegistered registered, IUserRepository users)
    {
        ArgumentNullException.ThrowIfNull(registered);
        ArgumentNullException.ThrowIfNull(users);
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
