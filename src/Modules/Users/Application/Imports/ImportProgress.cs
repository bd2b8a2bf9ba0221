using Monolith.Users.Application.Features;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Imports;

/// <summary>How an import goes on.</summary>
internal static class ImportProgress
{
    /// <returns>The message that does the batch that the import waits for; null when it is through.</returns>
    public static object? Next(this UserImport import) => import.Status switch
    {
        ImportStatus.Reviewing => new ReviewImportBatch(import.Id, import.NextBatch),
        ImportStatus.Running => new RunImportBatch(import.Id, import.NextBatch),
        _ => null,
    };

    public static UserImportProgressed Progressed(this UserImport import) => new(
        import.Id,
        import.Status.Name(),
        import.File.Rows,
        import.Done,
        import.Created,
        import.Updated,
        import.Unchanged,
        import.Failed,
        import.Undone,
        import.NotUndone,
        import.UpdatedAt);

    /// <returns>Null when the import does not wait for this batch; it fails when the rows are gone.</returns>
    public static async Task<(UserImport Import, ImportBatch Batch)?> AwaitedAsync(
        this IUserImportRepository imports, Guid importId, ImportStatus phase, int number, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await imports.FindAsync(importId, cancellationToken) is not { } import || !import.Awaits(phase, number))
            return null;
        if (await imports.FindBatchAsync(importId, number, cancellationToken) is { } batch)
            return (import, batch);
        import.Fail(at);
        imports.Update(import);
        return null;
    }

    public static void Settle(this IUserImportRepository imports, UserImport import, ImportBatch batch, IEnumerable<RowOutcome> outcomes, DateTimeOffset at)
    {
        batch.Settle(outcomes);
        import.Count(batch, at);
        imports.Update(batch);
        imports.Update(import);
    }
}
