using Marten.Operations;
using Marten.Services;

namespace Marten.Sessions;

internal sealed class ChangeSet(IReadOnlyList<IStorageOperation> operations) : IChangeSet
{
    public IEnumerable<object> Updated => operations.OfType<IDocumentWrite>().Where(w => !w.IsInsert).Select(w => w.Document);

    public IEnumerable<object> Inserted => operations.OfType<IDocumentWrite>().Where(w => w.IsInsert).Select(w => w.Document);
}
