using Marten;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>Whose import never comes, because the node died meanwhile, is removed by <see cref="ImportSweep"/>.</summary>
internal sealed class ImportedRows(IDocumentStore store) : IImportedRows
{
    public async Task AddAsync(ImportBatch batch, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        session.Insert(batch);
        await session.SaveChangesAsync(cancellationToken);
    }

    public async Task RemoveAsync(Guid importId)
    {
        await using var session = store.LightweightSession();
        session.QueueSqlCommand("delete from users.mt_doc_importbatch where import_id = ?", importId);
        await session.SaveChangesAsync(CancellationToken.None);
    }
}
