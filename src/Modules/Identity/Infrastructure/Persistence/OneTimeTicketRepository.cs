using Marten;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>Public because handlers receive it; the transaction of the handler stores what it collects.</summary>
public sealed class OneTimeTicketRepository(IDocumentSession session) : IOneTimeTicketRepository
{
    public Task<OneTimeTicket?> FindAsync(string token, CancellationToken cancellationToken) =>
        session.LoadAsync<OneTimeTicket>(OneTimeTicket.IdOf(token), cancellationToken);

    public void Add(OneTimeTicket ticket) => session.Insert(ticket);
}
