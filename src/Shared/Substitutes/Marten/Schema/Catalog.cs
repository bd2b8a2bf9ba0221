using System.Text.RegularExpressions;
using Npgsql;

namespace Marten.Schema;

/// <summary>What of the configured tables the database has already.</summary>
internal sealed partial class Catalog
{
    private readonly List<string> missing = [];
    private readonly HashSet<string> schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Schema, string Name), ExistingTable> tables = [];
    private readonly Dictionary<string, string> typeNames = new(StringComparer.Ordinal);

    public static async Task<Catalog> ReadAsync(
        NpgsqlConnection connection, IReadOnlyList<TableDefinition> wanted, IEnumerable<string> extensions, CancellationToken cancellation)
    {
        var catalog = new Catalog();
        string[] schemaNames = [.. wanted.Select(t => t.SchemaName).Distinct(StringComparer.Ordinal)];
        string[] names = [.. wanted.Select(t => t.Name).Distinct(StringComparer.Ordinal)];
        string[] types = [.. wanted.SelectMany(t => t.Columns).Select(c => c.Type).Distinct(StringComparer.Ordinal)];
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(Missing) { Parameters = { new() { Value = extensions.ToArray() } } },
                new(Schemas) { Parameters = { new() { Value = schemaNames } } },
                new(TypeNames) { Parameters = { new() { Value = types } } },
                OfTables(Tables),
                OfTables(Columns),
                OfTables(Keys),
                OfTables(Indexes),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        Action<NpgsqlDataReader>[] additions =
            [catalog.AddMissing, catalog.AddSchema, catalog.AddType, catalog.AddTable, catalog.AddColumn, catalog.AddKey, catalog.AddIndex];
        foreach (var add in additions)
        {
            while (await reader.ReadAsync(cancellation)) add(reader);
            await reader.NextResultAsync(cancellation);
        }

        return catalog;

        NpgsqlBatchCommand OfTables(string sql) => new(sql) { Parameters = { new() { Value = schemaNames }, new() { Value = names } } };
    }

    /// <summary>Of the extensions that are asked for, those that the database has not.</summary>
    public IReadOnlyList<string> MissingExtensions => missing;

    public bool HasSchema(string name) => schemas.Contains(name);

    public ExistingTable? Find(TableDefinition table) => tables.GetValueOrDefault((table.SchemaName, table.Name));

    /// <summary>A type as PostgreSQL names it: <c>varchar(9)</c> is <c>character varying(9)</c>.</summary>
    public string TypeName(string type)
    {
        if (!typeNames.TryGetValue(type, out var name)) return type;
        // PostgreSQL resolves a name without its modifier.
        var modifier = Modifier().Match(type).Value.Replace(" ", "", StringComparison.Ordinal);
        return name.StartsWith("timestamp ", StringComparison.Ordinal) ? name.Insert("timestamp".Length, modifier) : name + modifier;
    }

    private void AddMissing(NpgsqlDataReader row) => missing.Add(row.GetString(0));

    private void AddSchema(NpgsqlDataReader row) => schemas.Add(row.GetString(0));

    private void AddType(NpgsqlDataReader row)
    {
        if (!row.IsDBNull(1)) typeNames[row.GetString(0)] = row.GetString(1);
    }

    private void AddTable(NpgsqlDataReader row) => tables[(row.GetString(0), row.GetString(1))] = new(row.GetChar(2));

    private void AddColumn(NpgsqlDataReader row) => TableOf(row)?.Columns[row.GetString(2)] =
        new(row.GetString(3), row.GetBoolean(4), row.IsDBNull(5) ? null : row.GetString(5));

    private void AddKey(NpgsqlDataReader row) => TableOf(row)?.PrimaryKey.Add(row.GetString(2));

    private void AddIndex(NpgsqlDataReader row) =>
        TableOf(row)?.Indexes[row.GetString(2)] = new(row.GetString(3), row.GetBoolean(4));

    /// <summary>Null for a table that another node has made since the tables were read.</summary>
    private ExistingTable? TableOf(NpgsqlDataReader row) => tables.GetValueOrDefault((row.GetString(0), row.GetString(1)));

    [GeneratedRegex(@"\([\d, ]+\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Modifier();
}
