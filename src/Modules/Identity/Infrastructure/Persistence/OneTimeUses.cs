using Marten;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>What was used up, until nobody needs to know any more. The primary key is what lets one of many through.</summary>
/// <param name="Id">See <see cref="OneTimeUse.Id"/>.</param>
internal sealed record UsedUp(string Id, DateTimeOffset ExpiresAt);

/// <summary>Public because handlers receive it; the transaction of the handler stores what it collects.</summary>
public sealed class OneTimeUses(IDocumentSession session) : IOneTimeUses
{
    public Task<bool> IsUsedAsync(OneTimeUse use, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(use);
        return session.CheckExistsAsync<UsedUp>(use.Id, cancellationToken);
    }

    public void Use(OneTimeUse use)
    {
        ArgumentNullException.ThrowIfNull(use);
        session.Insert(new UsedUp(use.Id, use.Until));
    }
}
