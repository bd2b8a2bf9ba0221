using Marten;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

internal sealed class ExternalLoginQueries(IQuerySession session) : IExternalLoginQueries
{
    public async Task<IReadOnlyList<LinkedProvider>> OfAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var logins = await session.QueryAsync<ExternalLogin>("where d.account_id = ?", cancellationToken, accountId);
        return [.. logins.OrderBy(login => login.LinkedAt).Select(LinkedProvider.Of)];
    }
}
