namespace Monolith.Users.Domain;

/// <summary>Imports as a handler changes them: what it adds and updates is stored when its transaction commits.</summary>
public interface IUserImportRepository
{
    Task<UserImport?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <param name="number">1 for the first batch of the import.</param>
    /// <returns>Null when the rows were removed by age.</returns>
    Task<ImportBatch?> FindBatchAsync(Guid importId, int number, CancellationToken cancellationToken);

    void Add(UserImport import);

    /// <summary>The commit fails when somebody changed the import since it was read.</summary>
    void Update(UserImport import);

    void Update(ImportBatch batch);
}
