using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application;

/// <summary>The one way in which the directory forgets somebody, once Identity has.</summary>
internal static class ErasureOfPeople
{
    /// <remarks>It is heard twice at the same moment, as the answer to a question and as an event: whoever comes second finds it done.</remarks>
    /// <returns>Whether there was anybody; and what to tell, null when it was told before.</returns>
    public static async Task<(bool IsKnown, UserErased? Told)> EraseAsync(
        this IUserRepository users, Guid id, DateTimeOffset at, Guid? actorId, CancellationToken cancellationToken)
    {
        if (await users.FindAloneAsync(id, cancellationToken) is not { } user)
            return (false, null);
        if (!user.Erase(at))
            return (true, null);
        users.Erase(user, actorId);
        return (true, new UserErased(id, at));
    }
}
