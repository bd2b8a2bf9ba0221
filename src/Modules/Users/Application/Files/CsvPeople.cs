using System.Globalization;
using System.Runtime.CompilerServices;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Files;

/// <summary>A CSV file whose first record names the columns.</summary>
internal sealed class CsvPeople : PeopleFile
{
    private readonly CsvReader _reader;

    private CsvPeople(FileText text, CsvReader reader, char delimiter, IReadOnlyList<ImportColumn> columns)
        : base(text) => (_reader, Delimiter, Columns) = (reader, delimiter, columns);

    public override FileFormat Format => FileFormat.Csv;

    public override IReadOnlyList<ImportColumn> Columns { get; }

    public override char? Delimiter { get; }

    public static async Task<CsvPeople> OpenAsync(FileText text, ColumnMapping mapping, CancellationToken cancellationToken)
    {
        var delimiter = Delimiters.Of(text.Head);
        var reader = new CsvReader(text, delimiter);
        var names = await reader.ReadAsync(cancellationToken) ?? throw new FileRefusedException("Is empty.");
        return new CsvPeople(text, reader, delimiter, mapping.Resolve([.. names.Select(name => CsvText.Meant(name).Trim())]));
    }

    public override async IAsyncEnumerable<FileRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _reader.ReadAsync(cancellationToken) is { } cells)
        {
            // An empty line, or one of nothing but separators, as spreadsheets leave them at the end.
            if (!cells.All(string.IsNullOrWhiteSpace))
                yield return Row(cells);
        }
    }

    private FileRow Row(IReadOnlyList<string> cells)
    {
        if (cells.Count != Columns.Count)
        {
            var problem = string.Create(CultureInfo.InvariantCulture, $"Has {cells.Count} cells where the first row names {Columns.Count} columns.");
            return new FileRow(_reader.Number, cells, new Dictionary<string, string?>(), new RowError("row", problem));
        }

        var values = Columns.Zip(cells).Where(pair => pair.First.Field is not null).ToDictionary(
            pair => pair.First.Field!, pair => string.IsNullOrWhiteSpace(pair.Second) ? null : CsvText.Meant(pair.Second));
        return new FileRow(_reader.Number, cells, values, null);
    }
}
