using System.Globalization;
using Monolith.Shared.Kernel;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Files;

/// <summary>Which columns of a file are which fields, as its sender says; columns of which nothing is said are known by their names.</summary>
public sealed class ColumnMapping
{
    private const int MaxLength = 10_000;

    private readonly Dictionary<string, string?> _fields;

    private ColumnMapping(string text, Dictionary<string, string?> fields) => (Text, _fields) = (text, fields);

    /// <summary>As its sender wrote it.</summary>
    public string Text { get; }

    /// <param name="text">
    /// <c>E-Mail:email,Name:displayName</c>: each a column, by its name or by <c>#</c> and its number, and a field, which is empty for a column
    /// that is to be ignored.
    /// </param>
    public static Result<ColumnMapping> Parse(string? text)
    {
        var fields = new Dictionary<string, string?>();
        if (text?.Length > MaxLength)
            return ImportErrors.InvalidMapping(string.Create(CultureInfo.InvariantCulture, $"Must have at most {MaxLength} characters."));
        foreach (var part in (text ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = part.LastIndexOf(':');
            var (column, field) = colon < 1 ? (string.Empty, string.Empty) : (part[..colon].Trim(), part[(colon + 1)..].Trim());
            if (column.Length == 0 || (field.Length > 0 && !ImportFields.All.Contains(field)) || !fields.TryAdd(column, field.Length == 0 ? null : field))
                return ImportErrors.InvalidMapping($"Must be each column once, a colon and one of {string.Join(", ", ImportFields.All)}, separated by commas.");
        }

        return new ColumnMapping(text ?? string.Empty, fields);
    }

    /// <returns>Each column with the field that it is.</returns>
    /// <exception cref="FileRefusedException">Two are the same field, none is the address, or one that was named is not there.</exception>
    internal IReadOnlyList<ImportColumn> Resolve(IReadOnlyList<string> names)
    {
        ImportColumn[] columns = [.. names.Select((name, index) => Resolve(index + 1, name))];
        if (_fields.Keys.FirstOrDefault(named => !Array.Exists(columns, column => IsNamed(column, named))) is { } unknown)
            throw new FileRefusedException($"Has no column '{unknown}'.");
        if (columns.Where(column => column.Field is not null).GroupBy(column => column.Field).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new FileRefusedException($"Has more than one column for {twice.Key}: {string.Join(", ", twice.Select(column => column.Name))}; say by 'mapping' which it is.");
        return Array.Exists(columns, column => column.Field == ImportFields.Email)
            ? columns
            : throw new FileRefusedException("Has no column for email; its first row must name the columns, or 'mapping' must say which it is.");
    }

    internal ImportColumn Resolve(int number, string name)
    {
        var column = new ImportColumn(number, name, null);
        var named = _fields.Keys.FirstOrDefault(key => IsNamed(column, key));
        return column with { Field = named is null ? ImportFields.Recognise(name) : _fields[named] };
    }

    private static bool IsNamed(ImportColumn column, string key) =>
        column.Name == key || (key[0] == '#' && key.AsSpan(1).SequenceEqual(column.Number.ToString(CultureInfo.InvariantCulture)));
}
