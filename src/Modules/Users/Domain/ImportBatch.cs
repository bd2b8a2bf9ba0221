using System.Globalization;
using System.Text.Json.Serialization;

namespace Monolith.Users.Domain;

/// <summary>Some rows of an import, which are reviewed, written and undone together.</summary>
public sealed class ImportBatch
{
    /// <summary>Rows: enough to make a commit cheap, few enough for it to take no longer than a second or two.</summary>
    public const int Size = 500;

    [JsonConstructor]
    private ImportBatch()
    {
    }

    [JsonInclude]
    public string Id { get; private set; } = string.Empty;

    [JsonInclude]
    public Guid ImportId { get; private set; }

    [JsonInclude]
    public IReadOnlyList<ImportRow> Rows { get; private set; } = [];

    /// <summary>The number of the last of its rows.</summary>
    [JsonInclude]
    public int LastRow { get; private set; }

    [JsonInclude]
    public DateTimeOffset CreatedAt { get; private set; }

    /// <param name="number">1 for the first batch of the import.</param>
    public static string IdOf(Guid importId, int number) => string.Create(CultureInfo.InvariantCulture, $"{importId:N}-{number}");

    /// <param name="rows">Not empty, in the order of the file.</param>
    public static ImportBatch Of(Guid importId, int number, IReadOnlyList<ImportRow> rows, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new ImportBatch { Id = IdOf(importId, number), ImportId = importId, Rows = rows, LastRow = rows[^1].Number, CreatedAt = at };
    }

    /// <summary>What has been handed on, and is nobody's business here any more.</summary>
    public void Forget(string field) =>
        Rows = [.. Rows.Select(row => row with { Values = row.Values.Where(value => value.Key != field).ToDictionary() })];

    /// <param name="outcomes">One for each row, in their order.</param>
    public void Settle(IEnumerable<RowOutcome> outcomes) => Rows = [.. Rows.Zip(outcomes, (row, outcome) => row with { Outcome = outcome })];
}
