using Marten.Documents;
using Weasel.Postgresql.Tables;

namespace Marten.Schema;

/// <summary>Derives the table of a document type, in Marten's layout.</summary>
internal static class DocumentTable
{
    /// <summary>PostgreSQL cuts longer names, and then does not find them again.</summary>
    private const int LongestName = 63;

    public static TableDefinition Of(DocumentMapping mapping, StoreOptions options)
    {
        if (mapping.IdMember is null)
            throw new InvalidOperationException($"{mapping.DocumentType.FullName} needs a public Id of type Guid, string, int or long.");

        var serializer = options.Json;
        var table = new TableDefinition(
            mapping.SchemaName ?? options.DatabaseSchemaName,
            mapping.TableName,
            [
                new("id", ColumnType.Of(MemberPath.TypeOf(mapping.IdMember), serializer.Enums).Name, "NOT NULL"),
                new("data", "jsonb", "NOT NULL"),
                new("mt_last_modified", "timestamp with time zone", "DEFAULT transaction_timestamp()"),
                Version(mapping),
                new("mt_dotnet_type", "varchar"),
                .. mapping.Duplicated.Select(f => Duplicated(f, serializer)),
            ],
            PrimaryKey: "id");
        var indexes = mapping.Indexes.OrderByDescending(i => i.Unique).Select(i => Index(i, mapping, table, serializer));
        return table with { Indexes = [.. indexes.DistinctBy(i => i.Name, StringComparer.Ordinal)] };
    }

    private static TableColumn Version(DocumentMapping mapping) => mapping.UseNumericRevisions
        ? new("mt_version", mapping.HasLongRevision ? "bigint" : "integer", "DEFAULT 0 NOT NULL")
        : new("mt_version", "uuid", "NOT NULL DEFAULT (md5(random()::text || clock_timestamp()::text)::uuid)");

    private static TableColumn Duplicated(DuplicatedField field, Serializer serializer)
    {
        var type = field.ColumnTypeName ?? ColumnType.Of(field.Member.Type, serializer.Enums).Name;
        return new(field.Member.ColumnName, type) { Source = field.Member.JsonText(serializer) };
    }

    private static TableIndex Index(IndexDefinition index, DocumentMapping mapping, TableDefinition table, Serializer serializer)
    {
        var name = index.NameIn(table.Name);
        if (name.Length > LongestName)
            throw new InvalidOperationException($"'{name}' is longer than {LongestName} characters: name the index.");
        var keys = string.Join(", ", index.Members.Select(m => Masked(Key(index, m, mapping, serializer), index.Mask)));
        return new(name, $"CREATE {(index.Unique ? "UNIQUE " : "")}INDEX {name} ON {table.QualifiedName} USING {index.Method} ({keys});");
    }

    /// <summary>A unique index says itself whether it is over columns.</summary>
    private static string Key(IndexDefinition index, MemberPath member, DocumentMapping mapping, Serializer serializer)
    {
        var isColumn = index.Unique ? !index.Computed : !index.Computed || mapping.IsDuplicated(member);
        return isColumn ? member.ColumnName
            : index.Method == IndexMethod.gin ? $"({member.Json(serializer)})"
            : Expression(member, serializer);
    }

    private static string Masked(string key, string? mask) => mask is null ? key : mask.Replace("?", key, StringComparison.Ordinal);

    private static string Expression(MemberPath member, Serializer serializer)
    {
        var type = ColumnType.Of(member.Type, serializer.Enums).Name;
        var text = member.JsonText(serializer);
        return type switch
        {
            "varchar" => $"({text})",
            // A cast of text to these depends on session settings, so PostgreSQL refuses it in an index.
            "date" or "timestamp with time zone" or "timestamp without time zone" => throw new InvalidOperationException(
                $"'{member.ColumnName}' is a point in time: index it as a duplicated field."),
            _ => $"(({text})::{type})",
        };
    }
}
