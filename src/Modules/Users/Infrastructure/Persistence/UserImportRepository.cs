using Marten;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>Public because handlers receive it; the transaction of the handler stores what it collects.</summary>
public sealed class UserImportRepository(IDocumentSession session) : IUserImportRepository
{
    public Task<UserImport?> FindAsync(Guid id, CancellationToken cancellationToken) => session.LoadAsync<UserImport>(id, cancellationToken);

    public Task<ImportBatch?> FindBatchAsync(Guid importId, int number, CancellationToken cancellationToken) =>
        session.LoadAsync<ImportBatch>(ImportBatch.IdOf(importId, number), cancellationToken);

    public void Add(UserImport import) => session.Insert(import);

    public void Update(UserImport import)
    {
        ArgumentNullException.ThrowIfNull(import);
        session.UpdateRevision(import, import.Version + 1);
    }

    public void Update(ImportBatch batch) => session.Update(batch);
}
