using Monolith.Users.Domain;

namespace Monolith.Users.Application.Ports;

/// <summary>The rows of a file while it comes in: each batch is committed by itself, before there is an import that they belong to.</summary>
public interface IImportedRows
{
    Task AddAsync(ImportBatch batch, CancellationToken cancellationToken);

    /// <summary>There will be no import.</summary>
    Task RemoveAsync(Guid importId);
}
