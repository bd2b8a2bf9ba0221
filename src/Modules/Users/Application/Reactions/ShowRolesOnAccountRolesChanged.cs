using Monolith.Identity.Contracts.Events;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Reactions;

/// <summary>The directory shows the roles that people have.</summary>
public static class ShowRolesOnAccountRolesChangedHandler
{
    /// <returns>Null when the directory has heard of a later change already, or the person is erased.</returns>
    /// <exception cref="ProfileNotProvisionedYetException">This message overtook the registration, which has a queue of its own.</exception>
    public static async Task<UserRolesChanged?> Handle(AccountRolesChanged changed, IUserRepository users, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(users);
        var user = await users.FindEvenErasedAsync(changed.AccountId, cancellationToken)
            ?? throw new ProfileNotProvisionedYetException(changed.AccountId);
        if (!user.ShowRoles(changed.Roles, changed.Revision, changed.ChangedAt))
            return null;
        users.Update(user, changed.ActorId);
        return new UserRolesChanged(user.Id, user.Roles, changed.ChangedAt);
    }
}
