using Marten;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>Public because handlers receive it; the transaction of the handler stores what it collects.</summary>
public sealed class AccountRepository(IDocumentSession session, AccountAddresses addresses) : IAccountRepository
{
    /// <summary>What is stored at commit already, as it is then: a second change of one account is no second write.</summary>
    private readonly HashSet<Account> _pending = new(ReferenceEqualityComparer.Instance);

    public async Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await FindEvenErasedAsync(id, cancellationToken) is { IsErased: false } account ? account : null;

    public Task<Account?> FindEvenErasedAsync(Guid id, CancellationToken cancellationToken) => session.LoadAsync<Account>(id, cancellationToken);

    public async Task<Account?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        (await session.QueryAsync<Account>("where d.normalized_email = ?", cancellationToken, normalizedEmail)).SingleOrDefault();

    public Task<bool> IsTakenAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        addresses.ContainAsync(normalizedEmail, cancellationToken);

    public void Add(Account account)
    {
        if (_pending.Add(account))
            session.Insert(account);
    }

    public void Update(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (_pending.Add(account))
            session.UpdateRevision(account, account.Version + 1);
    }
}
