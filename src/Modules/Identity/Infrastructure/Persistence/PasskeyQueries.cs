using Marten;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

internal sealed class PasskeyQueries(IQuerySession session) : IPasskeyQueries
{
    // Ids grow with time.
    public async Task<IReadOnlyList<PasskeyView>> OfAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var stored = await session.QueryAsync<Passkey>("where d.account_id = ? order by d.id desc", cancellationToken, accountId);
        return [.. stored.Select(PasskeyView.Of)];
    }
}
