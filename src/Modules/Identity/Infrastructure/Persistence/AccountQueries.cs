using Marten;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

internal sealed class AccountQueries(IQuerySession session) : IAccountQueries
{
    public async Task<AccountView?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await session.LoadAsync<Account>(id, cancellationToken) is { IsErased: false } account ? AccountView.Of(account) : null;

    public Task<bool> IsSetUpAsync(CancellationToken cancellationToken) =>
        session.CheckExistsAsync<FirstAdministrator>(FirstAdministrator.FixedId, cancellationToken);
}
