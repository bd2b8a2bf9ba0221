using Monolith.Identity.Contracts.Events;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Reactions;

/// <summary>Whoever gets no account is not in the directory; the history says that they were, and why no longer.</summary>
public static class TakeBackOnInvitationRefusedHandler
{
    /// <returns>Null when that was done before, or the person is erased.</returns>
    public static async Task<UserDeleted?> Handle(InvitationRefused refused, IUserRepository users, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refused);
        ArgumentNullException.ThrowIfNull(users);
        if (await users.FindAloneAsync(refused.AccountId, cancellationToken) is not { IsErased: false } user)
            return null;
        user.TakeBackInvitation(refused.Reason, refused.RefusedAt);
        users.Remove(user);
        return new UserDeleted(user.Id, refused.RefusedAt);
    }
}
