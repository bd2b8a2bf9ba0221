using Marten;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>Public because handlers receive it; the transaction of the handler stores what it collects.</summary>
public sealed class OneTimeLinkRepository(IDocumentSession session) : IOneTimeLinkRepository
{
    public Task<OneTimeLink?> FindAsync(string token, CancellationToken cancellationToken) =>
        session.LoadAsync<OneTimeLink>(OneTimeLink.IdOf(token), cancellationToken);

    public void Add(OneTimeLink link) => session.Insert(link);

    public void Update(OneTimeLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        session.UpdateRevision(link, link.Version + 1);
    }
}
