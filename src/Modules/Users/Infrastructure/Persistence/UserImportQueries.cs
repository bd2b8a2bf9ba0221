using System.Globalization;
using System.Runtime.CompilerServices;
using Marten;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

internal sealed class UserImportQueries(IQuerySession session) : IUserImportQueries
{
    /// <summary>Batches that one answer looks at: when hardly a row does what is asked for, whoever asks goes on with the next answer.</summary>
    private const int MostBatches = 20;

    public async Task<UserImportView?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await session.LoadAsync<UserImport>(id, cancellationToken) is { } import ? UserImportView.From(import) : null;

    public async Task<CursorPage<UserImportView>> ListAsync(CursorRequest request, CancellationToken cancellationToken)
    {
        var (where, values) = request.After is { } after
            ? ("where (d.created_at, d.id) < (?, ?)", new object[] { after.At, after.Id })
            : (string.Empty, []);
        var imports = await session.QueryAsync<UserImport>(
            $"{where} order by d.created_at desc, d.id desc limit ?", cancellationToken, [.. values, request.Size + 1]);
        return request.Page(imports, UserImportView.From, import => new TimeCursor(import.CreatedAt, import.Id));
    }

    public async Task<CursorPage<ImportChangeView>> ChangesAsync(
        Guid id, int afterRow, int most, RowChange? only, CancellationToken cancellationToken)
    {
        var changes = new List<ImportChangeView>(most);
        var place = afterRow;
        for (var looked = 0; looked < MostBatches; looked++)
        {
            if (await BatchAfterAsync(id, place, cancellationToken) is not { } batch)
                return new CursorPage<ImportChangeView>(changes, null);
            foreach (var row in batch.Rows.Where(row => row.Number > place))
            {
                if (changes.Count == most)
                    return new CursorPage<ImportChangeView>(changes, Cursor(place));
                place = row.Number;
                if (ImportChangeView.From(row) is { } change && (only is null || change.Change == only))
                    changes.Add(change);
            }
        }

        return new CursorPage<ImportChangeView>(changes, Cursor(place));
    }

    public async IAsyncEnumerable<ImportError> ErrorsAsync(Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var place = 0;
        while (await BatchAfterAsync(id, place, cancellationToken) is { } batch)
        {
            foreach (var row in batch.Rows)
            {
                foreach (var error in row.Outcome?.Errors ?? [])
                    yield return new ImportError(row.Number, error.Field, error.Message);
            }

            place = batch.LastRow;
        }
    }

    /// <returns>The batch with the next row behind this one; null when there is none.</returns>
    private async Task<ImportBatch?> BatchAfterAsync(Guid id, int row, CancellationToken cancellationToken) =>
        (await session.QueryAsync<ImportBatch>(
            "where d.import_id = ? and d.last_row > ? order by d.last_row limit 1", cancellationToken, id, row)).SingleOrDefault();

    private static string Cursor(int row) => row.ToString(CultureInfo.InvariantCulture);
}
