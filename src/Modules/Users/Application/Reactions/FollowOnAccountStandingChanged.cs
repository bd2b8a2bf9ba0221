using Monolith.Identity.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Reactions;

/// <summary>
/// The directory shows what Identity has decided, also when whoever asked for it got no answer. Usually the directory knows already.
/// </summary>
public static class FollowOnAccountStandingChangedHandler
{
    /// <returns>Null when the directory knows that, or of something later.</returns>
    /// <exception cref="ProfileNotProvisionedYetException">This message overtook the registration, which has a queue of its own.</exception>
    public static async Task<object?> Handle(AccountStandingChanged changed, IUserRepository users, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(users);
        var (user, told) = await users.FollowAsync(changed.AccountId, changed.Standing, changed.Revision, changed.ChangedAt, changed.ActorId, cancellationToken);
        return user is null ? throw new ProfileNotProvisionedYetException(changed.AccountId) : told;
    }
}
