using Monolith.Identity.Contracts.Requests;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application;

/// <summary>What is told of a profile that somebody has written.</summary>
internal static class ProfileNews
{
    /// <param name="user">With the changes that are about to be stored.</param>
    /// <returns>What everybody is told, and what Identity is to do about another name.</returns>
    public static (UserUpdated Updated, RenameAccount? Renamed) Of(User user)
    {
        string[] fields = [.. user.Changes.Select(change => change.Field)];
        var version = user.Version + 1;
        return (
            new UserUpdated(user.Id, user.DisplayName, fields, version, user.UpdatedAt),
            fields.Contains("displayName", StringComparer.Ordinal) ? new RenameAccount(user.Id, user.DisplayName, version) : null);
    }
}
