using Monolith.Monitoring.Application.Features;
using Monolith.Monitoring.Domain;
using Monolith.Shared.Application;
using Monolith.Users.Contracts.Events;

namespace Monolith.Monitoring.Application.Reactions;

/// <summary>What happened stays known; who somebody was that is erased does not.</summary>
public static class AnonymiseOnUserErasedHandler
{
    public static Task Handle(UserErased erased, IRecordsOfPeople records, ILaterMessages later)
    {
        ArgumentNullException.ThrowIfNull(erased);
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(later);
        records.Anonymise(erased.UserId);
        return later.SendAsync(new AnonymiseLeftovers(erased.UserId), AnonymiseLeftovers.Delay);
    }
}
