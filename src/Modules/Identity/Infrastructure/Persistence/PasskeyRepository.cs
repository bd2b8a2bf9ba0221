using Marten;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>Public because handlers receive it; the transaction of the handler stores what it collects.</summary>
public sealed class PasskeyRepository(IDocumentSession session) : IPasskeyRepository
{
    public Task<Passkey?> FindAsync(Guid id, CancellationToken cancellationToken) => session.LoadAsync<Passkey>(id, cancellationToken);

    public async Task<Passkey?> FindByCredentialAsync(string credentialId, CancellationToken cancellationToken) =>
        (await session.QueryAsync<Passkey>("where d.credential_id = ?", cancellationToken, credentialId)).SingleOrDefault();

    public async Task<long> CountAsync(Guid accountId, CancellationToken cancellationToken) =>
        (await session.AdvancedSql.QueryAsync<long>(
            "select count(*) from identity.mt_doc_passkey d where d.account_id = ?", cancellationToken, accountId))[0];

    public void Add(Passkey passkey) => session.Insert(passkey);

    public void Update(Passkey passkey)
    {
        ArgumentNullException.ThrowIfNull(passkey);
        session.UpdateRevision(passkey, passkey.Version + 1);
    }

    public void Remove(Passkey passkey) => session.Delete(passkey);
}
