namespace Monolith.Shared.Kernel;

/// <summary>Which page of a list is asked for; made by <see cref="Create"/>, so that no handler sees a bad one.</summary>
public sealed record PageRequest
{
    public const int DefaultPageSize = 20;
    public const int MaxPageSize = 100;

    /// <summary>Deep reading goes by cursor; an offset past this many rows would make the database count them one by one.</summary>
    public const int MaxOffset = 100_000;

    private PageRequest(int number, int size, IReadOnlyList<SortField> sort) => (Number, Size, Sort) = (number, size, sort);

    public int Number { get; }

    public int Size { get; }

    public int Offset => (Number - 1) * Size;

    public IReadOnlyList<SortField> Sort { get; }

    /// <param name="number">Page, 1 for the first.</param>
    /// <param name="size">Rows a page.</param>
    /// <param name="sort">Comma-separated field names, each with a leading <c>-</c> for descending: <c>-createdAt,email</c>.</param>
    /// <param name="sortable">The field names that this list can be sorted by.</param>
    public static Result<PageRequest> Create(int? number, int? size, string? sort, IReadOnlyCollection<string> sortable)
    {
        var page = number ?? 1;
        var pageSize = size ?? DefaultPageSize;
        if (BrokenSize(pageSize) is { } broken)
            return broken;
        if (page < 1)
            return Invalid("page", "Must be 1 or more.");
        if ((long)page * pageSize > MaxOffset)
            return Invalid("page", $"Reaches past row {MaxOffset}; narrow the list.");

        var fields = new List<SortField>();
        foreach (var part in (sort ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var field = part[0] == '-' ? new SortField(part[1..], Descending: true) : new SortField(part, Descending: false);
            if (!sortable.Contains(field.Name) || fields.Exists(known => known.Name == field.Name))
                return Invalid("sort", $"Sort by each of {string.Join(", ", sortable)} at most once.");
            fields.Add(field);
        }

        return new PageRequest(page, pageSize, fields);
    }

    internal static Error? BrokenSize(int size) =>
        size is < 1 or > MaxPageSize ? Invalid("pageSize", $"Must be between 1 and {MaxPageSize}.") : null;

    private static Error Invalid(string field, string rule) => new("request.invalid", rule, ErrorKind.Invalid, field);
}

/// <summary>One field of a sort order, by its camelCase name.</summary>
public sealed record SortField(string Name, bool Descending);
