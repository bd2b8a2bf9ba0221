namespace Marten.Schema;

/// <summary>The desired shape of one table. What is missing is added; what holds data is never dropped.</summary>
internal sealed record TableDefinition(string SchemaName, string Name, IReadOnlyList<TableColumn> Columns, string PrimaryKey)
{
    public IReadOnlyList<TableIndex> Indexes { get; init; } = [];

    /// <summary>Storage parameters of a table that is created; an existing one keeps its own.</summary>
    public string? Storage { get; init; }

    public string QualifiedName => $"{SchemaName}.{Name}";

    public IEnumerable<string> CreateSql()
    {
        var columns = string.Join(",\n    ", Columns.Select(c => c.Definition));
        var key = $"pkey_{Name}_{PrimaryKey.Replace(", ", "_", StringComparison.Ordinal)}";
        yield return $"CREATE TABLE {QualifiedName} (\n    {columns},\n    CONSTRAINT {key} PRIMARY KEY ({PrimaryKey})\n){(Storage is null ? "" : $" WITH ({Storage})")};";
        foreach (var column in Columns.Where(c => c.Source is not null)) yield return CommentSql(column);
    }

    /// <summary>Remembers in the database what a derived column is derived from.</summary>
    public string CommentSql(TableColumn column) =>
        $"COMMENT ON COLUMN {QualifiedName}.{column.Name} IS '{column.Source!.Replace("'", "''", StringComparison.Ordinal)}';";
}

internal sealed record TableColumn(string Name, string Type, string Constraint = "")
{
    /// <summary>For a column that only repeats what the document says: the expression that computes it, as text.</summary>
    public string? Source { get; init; }

    public string Value => $"({Source})::{Type}";

    public string Definition => Constraint.Length == 0 ? $"{Name} {Type}" : $"{Name} {Type} {Constraint}";
}

/// <param name="Name">Unique in its schema, so that its presence tells whether it exists.</param>
/// <param name="CreateSql">The whole statement.</param>
internal sealed record TableIndex(string Name, string CreateSql);
