using Marten;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>Public because handlers receive it; the transaction of the handler stores what it collects.</summary>
public sealed class FirstAdministratorRepository(IDocumentSession session) : IFirstAdministratorRepository
{
    public Task<bool> ExistsAsync(CancellationToken cancellationToken) =>
        session.CheckExistsAsync<FirstAdministrator>(FirstAdministrator.FixedId, cancellationToken);

    public void Add(FirstAdministrator administrator) => session.Insert(administrator);
}
