using Npgsql;

namespace Marten.Schema;

/// <summary>What of the configured tables the database has already.</summary>
internal sealed class Catalog
{
    private readonly HashSet<string> schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Schema, string Table), Dictionary<string, string>> tables = [];
    private readonly HashSet<(string Schema, string Index)> indexes = [];

    public static async Task<Catalog> ReadAsync(
        NpgsqlConnection connection, IReadOnlyList<TableDefinition> wanted, CancellationToken cancellation)
    {
        var catalog = new Catalog();
        var schemaNames = wanted.Select(t => t.SchemaName).Distinct(StringComparer.Ordinal).ToArray();
        var names = wanted.Select(t => t.Name).Distinct(StringComparer.Ordinal).ToArray();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("select nspname::text from pg_namespace where nspname = any($1)") { Parameters = { new() { Value = schemaNames } } },
                new("""
                    select n.nspname::text, c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod)
                    from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace
                    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                    where n.nspname = any($1) and c.relname = any($2) and c.relkind in ('r', 'p')
                    """) { Parameters = { new() { Value = schemaNames }, new() { Value = names } } },
                new("select schemaname::text, indexname::text from pg_indexes where schemaname = any($1) and tablename = any($2)")
                {
                    Parameters = { new() { Value = schemaNames }, new() { Value = names } },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) catalog.schemas.Add(reader.GetString(0));
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) catalog.AddColumn(reader);
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) catalog.indexes.Add((reader.GetString(0), reader.GetString(1)));
        return catalog;
    }

    /// <summary>The statements that bring the tables to their desired shape, in order.</summary>
    public IEnumerable<string> Missing(IReadOnlyList<TableDefinition> wanted, bool tablesOnly)
    {
        foreach (var schema in wanted.Select(t => t.SchemaName).Distinct(StringComparer.Ordinal))
        {
            if (!schemas.Contains(schema)) yield return $"CREATE SCHEMA {schema};";
        }

        foreach (var table in wanted)
        {
            var exists = tables.TryGetValue((table.SchemaName, table.Name), out var columns);
            if (exists && tablesOnly) continue;
            if (!exists) yield return table.CreateSql();
            if (exists)
            {
                foreach (var sql in table.Columns.SelectMany(c => Changes(table, c, columns!))) yield return sql;
            }

            foreach (var index in table.Indexes.Where(i => !indexes.Contains((table.SchemaName, i.Name)))) yield return index.CreateSql;
        }
    }

    private static IEnumerable<string> Changes(TableDefinition table, TableColumn column, Dictionary<string, string> existing)
    {
        if (!existing.TryGetValue(column.Name, out var type))
        {
            yield return $"ALTER TABLE {table.QualifiedName} ADD COLUMN {column.Definition};";
            if (column.BackFill is { } value) yield return $"UPDATE {table.QualifiedName} SET {column.Name} = {value};";
        }
        else if (type is "integer" && column.Type is "bigint")
        {
            yield return $"ALTER TABLE {table.QualifiedName} ALTER COLUMN {column.Name} TYPE bigint;";
        }
    }

    private void AddColumn(NpgsqlDataReader reader)
    {
        var key = (reader.GetString(0), reader.GetString(1));
        if (!tables.TryGetValue(key, out var columns)) tables[key] = columns = new(StringComparer.Ordinal);
        columns[reader.GetString(2)] = reader.GetString(3);
    }
}
