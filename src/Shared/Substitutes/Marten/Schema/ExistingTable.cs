namespace Marten.Schema;

/// <summary>What stands in the database under the name of a table.</summary>
internal sealed class ExistingTable(char kind)
{
    public Dictionary<string, ExistingColumn> Columns { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ExistingIndex> Indexes { get; } = new(StringComparer.Ordinal);

    /// <summary>In the order of the key.</summary>
    public List<string> PrimaryKey { get; } = [];

    public bool IsTable => kind is 'r' or 'p';
}

/// <param name="Type">As PostgreSQL names it.</param>
/// <param name="MustBeGiven">An insert that leaves the column out fails.</param>
/// <param name="Comment">For a derived column of ours: its source.</param>
internal sealed record ExistingColumn(string Type, bool MustBeGiven, string? Comment);

/// <param name="Definition">The statement that PostgreSQL would run.</param>
/// <param name="Valid">False after an interrupted concurrent build.</param>
internal sealed record ExistingIndex(string Definition, bool Valid);
