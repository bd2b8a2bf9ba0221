using Weasel.Core;

namespace Marten.Schema;

/// <summary>
/// Adds to a migration what brings one table to its definition. A column that repeats the document may be computed anew; one that holds
/// data is only added or widened, and any other difference in it is refused.
/// </summary>
internal sealed class TableComparison(TableDefinition table, Catalog catalog, SchemaMigration migration)
{
    public void Compare(bool tablesOnly)
    {
        var existing = catalog.Find(table);
        if (existing is null)
        {
            foreach (var sql in table.CreateSql()) migration.Run(sql);
            foreach (var index in table.Indexes) migration.Run(Statement(index.CreateSql));
        }
        else if (!existing.IsTable)
        {
            migration.Refuse($"{table.QualifiedName} is not a table: rename what stands there, so that the table can be created.");
        }
        else if (!tablesOnly)
        {
            CompareKey(existing);
            foreach (var column in table.Columns) Compare(column, existing.Columns.GetValueOrDefault(column.Name));
            CompareForeign(existing);
            foreach (var index in table.Indexes) Compare(index, existing.Indexes.GetValueOrDefault(index.Name));
        }
    }

    private void CompareKey(ExistingTable existing)
    {
        var key = string.Join(", ", existing.PrimaryKey);
        if (string.Equals(key, table.PrimaryKey, StringComparison.Ordinal)) return;
        migration.Refuse(
            $"The primary key of table {table.QualifiedName} is ({key}) and must be ({table.PrimaryKey}): change the key, or rename the "
            + "table so that a new one can be created.");
    }

    private void Compare(TableColumn column, ExistingColumn? existing)
    {
        var type = catalog.TypeName(column.Type);
        if (existing is null) Add(column);
        else if (!IsSame(existing.Type, type)) Change(column, existing, type);
        else if (IsDerivedOtherwise(column, existing)) Derive(column);
    }

    /// <summary>A column that the real library made says nothing of its source, and a comment may be somebody else's.</summary>
    private static bool IsDerivedOtherwise(TableColumn column, ExistingColumn existing) =>
        column.Source is { } source && existing.Comment is { } comment
        && comment.StartsWith("data ->", StringComparison.Ordinal) && !IsSame(comment, source);

    private void Add(TableColumn column)
    {
        migration.Run($"ALTER TABLE {table.QualifiedName} ADD COLUMN {column.Definition};");
        if (column.Source is not null) Derive(column);
    }

    /// <summary>Fills a column from the documents, and remembers from what.</summary>
    private void Derive(TableColumn column)
    {
        migration.Run(
            $"UPDATE {table.QualifiedName} SET {column.Name} = {column.Value} WHERE {column.Name} IS DISTINCT FROM {column.Value};");
        migration.Run(table.CommentSql(column));
    }

    private void Change(TableColumn column, ExistingColumn existing, string type)
    {
        var alter = $"ALTER TABLE {table.QualifiedName} ALTER COLUMN {column.Name} TYPE {column.Type}";
        if (column.Source is not null)
        {
            migration.Run($"{alter} USING {column.Value};");
            migration.Run(table.CommentSql(column));
        }
        else if (existing.Type is "integer" && type is "bigint")
        {
            migration.Run($"{alter};");
        }
        else if (!Holds(existing.Type, type))
        {
            migration.Refuse(
                $"Column {column.Name} of table {table.QualifiedName} is {existing.Type} and must be {type}: convert it by hand, or "
                + "configure the document as it was when the table was made.");
        }
    }

    private void CompareForeign(ExistingTable existing)
    {
        foreach (var (name, column) in existing.Columns)
        {
            if (!column.MustBeGiven || table.Columns.Any(c => IsSame(c.Name, name))) continue;
            migration.Refuse(
                $"Column {name} of table {table.QualifiedName} is {column.Type} NOT NULL without a default, so every insert would fail, "
                + "and it must be nullable or absent: drop the column, its NOT NULL, or give it a default.");
        }
    }

    private void Compare(TableIndex index, ExistingIndex? existing)
    {
        if (existing is { Valid: true } && IndexShape.Of(existing.Definition) == IndexShape.Of(index.CreateSql)) return;
        if (existing is not null) migration.Run($"DROP INDEX {table.SchemaName}.{index.Name};");
        migration.Run(Statement(index.CreateSql));
    }

    private static bool Holds(string existing, string wanted) =>
        (existing, wanted) is ("bigint", "integer") or ("text", "character varying") or ("character varying", "text");

    private static string Statement(string sql) => sql.EndsWith(';') ? sql : sql + ";";

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
