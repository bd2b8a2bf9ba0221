namespace Monolith.Shared.Kernel;

/// <summary>Which rows of a list that is read by cursor are asked for; made by <see cref="Create"/>, so that no query sees a bad one.</summary>
public sealed record CursorRequest
{
    private CursorRequest(TimeCursor? after, int size) => (After, Size) = (after, size);

    /// <summary>Null for the newest rows.</summary>
    public TimeCursor? After { get; }

    public int Size { get; }

    /// <param name="after">The <c>next</c> of the answer before.</param>
    /// <param name="size">Rows an answer.</param>
    public static Result<CursorRequest> Create(string? after, int? size)
    {
        var rows = size ?? PageRequest.DefaultPageSize;
        if (PageRequest.BrokenSize(rows) is { } broken)
            return broken;
        if (string.IsNullOrEmpty(after))
            return new CursorRequest(null, rows);
        return TimeCursor.TryParse(after) is { } cursor
            ? new CursorRequest(cursor, rows)
            : new Error("request.invalid", "Must be the 'next' of an earlier answer.", ErrorKind.Invalid, "after");
    }

    /// <summary>Cuts what was read down to what was asked for.</summary>
    /// <param name="rows">One more than asked for, where there is one: it tells that the list goes on.</param>
    public CursorPage<TView> Page<TRow, TView>(IReadOnlyList<TRow> rows, Func<TRow, TView> view, Func<TRow, TimeCursor> position)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(position);
        var next = rows.Count > Size ? position(rows[Size - 1]).Encode() : null;
        return new CursorPage<TView>([.. rows.Take(Size).Select(view)], next);
    }
}
