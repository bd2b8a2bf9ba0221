using Monolith.Shared.Kernel;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Ports;

/// <summary>Imports as pages and other readers see them.</summary>
public interface IUserImportQueries
{
    Task<UserImportView?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<CursorPage<UserImportView>> ListAsync(CursorRequest request, CancellationToken cancellationToken);

    /// <summary>What rows make, or would make, of people, in the order of the file.</summary>
    /// <param name="afterRow">The rows behind this one.</param>
    /// <param name="most">Rows an answer. It may have fewer, or none, and go on all the same.</param>
    /// <param name="only">Rows that do this; null for all.</param>
    Task<CursorPage<ImportChangeView>> ChangesAsync(Guid id, int afterRow, int most, RowChange? only, CancellationToken cancellationToken);

    /// <summary>All that are kept with the rows, in the order of the file, without holding more than a batch of them.</summary>
    IAsyncEnumerable<ImportError> ErrorsAsync(Guid id, CancellationToken cancellationToken);
}
