using Monolith.Identity.Contracts;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Contracts.Requests;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Application;

/// <summary>What other modules are told about an account.</summary>
public static class AccountFacts
{
    public static AccountRegistered Registered(this Account account) =>
        new(account.Id, account.Email, account.DisplayName, account.Roles, account.IsEmailVerified, account.CreatedAt);

    /// <summary>The account that the request names has not been made, and never will be.</summary>
    public static InvitationRefused Refused(this InviteAccount request, string reason, DateTimeOffset now) =>
        new(request.AccountId, reason, now);

    public static AccountStandingSet StandingSet(this Account account, DateTimeOffset now) =>
        new(account.Id, account.Standing.Told(), account.StandingRevision, now);

    public static AccountStandingChanged StandingChanged(this Account account, DateTimeOffset now, Guid actorId) =>
        new(account.Id, account.Standing.Told(), account.StandingRevision, now, actorId);

    public static Standing Meant(this AccountStanding standing) => standing switch
    {
        AccountStanding.Good => Standing.Good,
        AccountStanding.Suspended => Standing.Suspended,
        AccountStanding.Deleted => Standing.Deleted,
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, "No account stands so."),
    };

    private static AccountStanding Told(this Standing standing) => standing switch
    {
        Standing.Good => AccountStanding.Good,
        Standing.Suspended => AccountStanding.Suspended,
        Standing.Deleted => AccountStanding.Deleted,
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, "Nobody is told of this."),
    };
}
