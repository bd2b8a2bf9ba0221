using Monolith.Identity.Contracts.Events;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Reactions;

/// <summary>An invited person who confirms the address becomes active.</summary>
public static class ActivateUserOnEmailVerifiedHandler
{
    /// <returns>Null when the person is active already, deleted or erased.</returns>
    /// <exception cref="ProfileNotProvisionedYetException">This message overtook the registration, which has a queue of its own.</exception>
    public static async Task<UserActivated?> Handle(EmailVerified verified, IUserRepository users, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(verified);
        ArgumentNullException.ThrowIfNull(users);
        var user = await users.FindEvenErasedAsync(verified.AccountId, cancellationToken)
            ?? throw new ProfileNotProvisionedYetException(verified.AccountId);
        if (!user.Activate(verified.VerifiedAt))
            return null;
        users.Update(user, actorId: verified.AccountId);
        return user.Status == UserStatus.Active ? new UserActivated(user.Id, verified.VerifiedAt) : null;
    }
}
