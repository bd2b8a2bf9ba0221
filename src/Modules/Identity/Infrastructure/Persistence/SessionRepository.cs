using Marten;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>Public because handlers receive it; the transaction of the handler stores what it collects.</summary>
public sealed class SessionRepository(IDocumentSession documents) : ISessionRepository
{
    public Task<Session?> FindAsync(Guid id, CancellationToken cancellationToken) => documents.LoadAsync<Session>(id, cancellationToken);

    public Task<IReadOnlyList<Session>> OpenOfAsync(Guid accountId, CancellationToken cancellationToken) =>
        documents.QueryAsync<Session>("where d.account_id = ? and d.data ->> 'RevokedAt' is null", cancellationToken, accountId);

    // Ids grow with time.
    public Task<IReadOnlyList<Session>> LatestOfAsync(Guid accountId, CancellationToken cancellationToken) =>
        documents.QueryAsync<Session>("where d.account_id = ? order by d.id desc limit 50", cancellationToken, accountId);

    public void Add(Session session) => documents.Insert(session);

    public void Update(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        documents.UpdateRevision(session, session.Version + 1);
    }
}
