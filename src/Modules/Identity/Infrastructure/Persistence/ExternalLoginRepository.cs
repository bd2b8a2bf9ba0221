using Marten;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>Public because handlers receive it; the transaction of the handler stores what it collects.</summary>
public sealed class ExternalLoginRepository(IDocumentSession session) : IExternalLoginRepository
{
    public Task<ExternalLogin?> FindAsync(string id, CancellationToken cancellationToken) => session.LoadAsync<ExternalLogin>(id, cancellationToken);

    public Task<IReadOnlyList<ExternalLogin>> OfAsync(Guid accountId, CancellationToken cancellationToken) =>
        session.QueryAsync<ExternalLogin>("where d.account_id = ?", cancellationToken, accountId);

    public void Add(ExternalLogin login) => session.Insert(login);

    public void Remove(ExternalLogin login) => session.Delete(login);
}
