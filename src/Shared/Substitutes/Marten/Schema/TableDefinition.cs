namespace Marten.Schema;

/// <summary>The desired shape of one table. What is missing is added; what is there is never dropped.</summary>
internal sealed record TableDefinition(string SchemaName, string Name, IReadOnlyList<TableColumn> Columns, string PrimaryKey)
{
    public IReadOnlyList<TableIndex> Indexes { get; init; } = [];

    public string QualifiedName => $"{SchemaName}.{Name}";

    public string CreateSql()
    {
        var columns = string.Join(",\n    ", Columns.Select(c => c.Definition));
        var key = $"pkey_{Name}_{PrimaryKey.Replace(", ", "_", StringComparison.Ordinal)}";
        return $"CREATE TABLE {QualifiedName} (\n    {columns},\n    CONSTRAINT {key} PRIMARY KEY ({PrimaryKey})\n);";
    }
}

internal sealed record TableColumn(string Name, string Type, string Constraint = "")
{
    /// <summary>The expression that computes this column for rows written before it existed.</summary>
    public string? BackFill { get; init; }

    public string Definition => Constraint.Length == 0 ? $"{Name} {Type}" : $"{Name} {Type} {Constraint}";
}

/// <param name="Name">Unique in its schema, so that its presence tells whether it exists.</param>
/// <param name="CreateSql">The whole statement.</param>
internal sealed record TableIndex(string Name, string CreateSql);
