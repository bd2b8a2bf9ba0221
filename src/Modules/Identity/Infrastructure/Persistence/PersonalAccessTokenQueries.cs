using Marten;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

internal sealed class PersonalAccessTokenQueries(IQuerySession documents) : IPersonalAccessTokenQueries
{
    // Ids grow with time. Expired ones go with the sweep.
    public async Task<IReadOnlyList<PersonalAccessTokenView>> OfAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var stored = await documents.QueryAsync<PersonalAccessToken>(
            "where d.account_id = ? and d.data ->> 'RevokedAt' is null order by d.id desc limit 200", cancellationToken, accountId);
        return [.. stored.Select(PersonalAccessTokenView.Of)];
    }
}
