using Monolith.Identity.Contracts;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application;

/// <summary>What Identity says of an account, in the words of the directory.</summary>
internal static class StandingOfPeople
{
    /// <summary>What the account must be good for when the person is this.</summary>
    public static AccountStanding Standing(this UserStatus status) => status switch
    {
        UserStatus.Deleted => AccountStanding.Deleted,
        UserStatus.Suspended => AccountStanding.Suspended,
        _ => AccountStanding.Good,
    };

    /// <summary>
    /// The one way in which the directory takes over what Identity says. It hears it twice at the same moment, as the answer to a question and
    /// as an event: whoever comes second waits, and finds it done.
    /// </summary>
    /// <returns>The person, null when there is none; and what to tell, null when the directory knew that, or of something later.</returns>
    public static async Task<(User? User, object? Told)> FollowAsync(
        this IUserRepository users,
        Guid accountId,
        AccountStanding standing,
        int revision,
        DateTimeOffset at,
        Guid? actorId,
        CancellationToken cancellationToken)
    {
        if (await users.FindAloneAsync(accountId, cancellationToken) is not { } user)
            return (null, null);
        var before = user.Status;
        if (!user.Become(StatusUnder(user, standing), revision, at))
            return (user, null);
        users.Update(user, actorId);
        return (user, (before, user.Status) switch
        {
            (not UserStatus.Deleted, UserStatus.Deleted) => new UserDeleted(user.Id, at),
            (UserStatus.Deleted, not UserStatus.Deleted) => new UserRestored(user.Id, user.Status.Name(), at),
            (UserStatus.Suspended, UserStatus.Active) => new UserReactivated(user.Id, at),
            (not UserStatus.Suspended, UserStatus.Suspended) => new UserSuspended(user.Id, at),
            _ => null,
        });
    }

    /// <summary>What the person is when the account is good for this.</summary>
    private static UserStatus StatusUnder(User user, AccountStanding standing) => standing switch
    {
        AccountStanding.Deleted => UserStatus.Deleted,
        AccountStanding.Suspended => UserStatus.Suspended,
        _ => user.WhenLetIn(),
    };
}
