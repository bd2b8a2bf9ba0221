using Monolith.Identity.Contracts.Events;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Reactions;

/// <summary>Whose account is erased the directory forgets, also when whoever asked for it got no answer. Usually it has done so already.</summary>
public static class EraseOnAccountErasedHandler
{
    /// <returns>Null when that was done before.</returns>
    /// <exception cref="ProfileNotProvisionedYetException">This message overtook the registration, which has a queue of its own.</exception>
    public static async Task<UserErased?> Handle(AccountErased erased, IUserRepository users, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(erased);
        ArgumentNullException.ThrowIfNull(users);
        var (isKnown, told) = await users.EraseAsync(erased.AccountId, erased.ErasedAt, erased.ActorId, cancellationToken);
        return isKnown ? told : throw new ProfileNotProvisionedYetException(erased.AccountId);
    }
}
