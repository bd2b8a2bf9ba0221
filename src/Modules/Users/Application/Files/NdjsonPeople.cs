using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Files;

/// <summary>A file with an object a line, whose members are named as the columns of a CSV file are.</summary>
internal sealed class NdjsonPeople(FileText text, ColumnMapping mapping) : PeopleFile(text)
{
    private readonly LineReader _lines = new(text);
    private readonly List<ImportColumn> _columns = [];

    public override FileFormat Format => FileFormat.Ndjson;

    public override IReadOnlyList<ImportColumn> Columns => _columns;

    public override async IAsyncEnumerable<FileRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _lines.ReadAsync(cancellationToken) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                yield return Row(line);
        }
    }

    private FileRow Row(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Row(json.RootElement) : Broken("Is no JSON object.");
        }
        catch (JsonException)
        {
            return Broken("Is no JSON.");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which is in no text.
            return Broken("Has a character that is none.");
        }
    }

    private FileRow Row(JsonElement json)
    {
        var values = new Dictionary<string, string?>();
        var cells = new string?[CsvReader.MaxCells];
        foreach (var member in json.EnumerateObject())
        {
            var column = ColumnOf(member.Name);
            cells[column.Number - 1] = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : member.Value.GetRawText();
            if (column.Field is not { } field)
                continue;
            if (member.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                return Broken("Must be text or null.", field);
            var value = member.Value.GetString();
            if (value?.Contains('\0', StringComparison.Ordinal) == true)
                return Broken("Has a NUL character, which no text has.", field);
            if (!values.TryAdd(field, string.IsNullOrWhiteSpace(value) ? null : value))
                return Broken("Is there more than once.", field);
        }

        return new FileRow(_lines.Number, cells.AsSpan(0, _columns.Count).ToArray(), values, null);
    }

    private FileRow Broken(string why, string field = "row") => new(_lines.Number, [], new Dictionary<string, string?>(), new RowError(field, why));

    private ImportColumn ColumnOf(string name)
    {
        if (_columns.Find(known => known.Name == name) is { } column)
            return column;
        if (_columns.Count == CsvReader.MaxCells)
            throw new FileRefusedException(string.Create(CultureInfo.InvariantCulture, $"Has members of more than {CsvReader.MaxCells} names."));
        column = mapping.Resolve(_columns.Count + 1, name);
        _columns.Add(column);
        return column;
    }
}
