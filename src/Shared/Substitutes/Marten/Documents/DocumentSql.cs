using System.Collections.Concurrent;
using Marten.Operations;
using Marten.Schema;
using Weasel.Core;

namespace Marten.Documents;

/// <summary>
/// The statements of one document table; their texts are constant, so that PostgreSQL prepares them. Writing parameters: $1 id,
/// $2 data, $3 .NET type, then one per duplicated field, then the version or revision, then the expected version.
/// </summary>
internal sealed class DocumentSql
{
    /// <summary>Names the result column by which a save finds the rows that belong to its operations.</summary>
    public const string NewVersion = "mt_new_version";

    private readonly string insertBegin;
    private readonly Func<int, string> insertedRow;
    private readonly ConcurrentDictionary<int, string> insertMany = new();

    public DocumentSql(DocumentMapping mapping, TableDefinition table, VersionKind versions, EnumStorage enums)
    {
        var duplicated = mapping.Duplicated.Select(f => f.Member.ColumnName).ToArray();
        var version = 4 + duplicated.Length;
        var from = $"from {table.QualifiedName} as d";
        Select = new(mapping.VersionMember is not null ? $"select d.data, d.mt_version {from}" : $"select d.data {from}");
        SelectTracked = versions == VersionKind.Guid ? new($"select d.data, d.mt_version {from}") : Select;
        Exists = $"select 1 {from} where d.id = $1";
        Delete = $"delete from {table.QualifiedName} as d where d.id = $1";

        string[] columns = ["id", "data", "mt_dotnet_type", .. duplicated];
        var names = string.Join(", ", columns);
        var values = string.Join(", ", Enumerable.Range(1, columns.Length).Select(i => $"${i}"));
        var set = string.Join(", ", columns.Skip(1).Select((name, i) => $"{name} = ${i + 2}"));
        var changes = $"{set}, mt_last_modified = transaction_timestamp(), mt_version = ";
        insertBegin = $"insert into {table.QualifiedName} as d ({names}, mt_version) values ";
        var insert = $"{insertBegin}({values}, ";
        var onConflict = $" on conflict (id) do update set {changes}";
        var update = $"update {table.QualifiedName} as d set {changes}";
        // Several rows at once do not tell PostgreSQL of what type a value without one is; a single row does.
        string[] types = ["", "", "", .. mapping.Duplicated.Select(f => $"::{ColumnType.Of(f.Member.Type, enums).Name}")];
        var parameters = columns.Length + (versions == VersionKind.Revision ? 0 : 1);
        insertedRow = row => $"({string.Join(", ", types.Select((type, i) => $"${row * parameters + i + 1}{type}"))}, "
            + (versions == VersionKind.Revision ? "1)" : $"${(row + 1) * parameters})");
        switch (versions)
        {
            case VersionKind.Revision:
                var changed = $" returning d.mt_version as {NewVersion}";
                var upsertRevision = $"{insert}${version}){onConflict}${version} where d.mt_version < ${version}{changed}";
                Insert = $"{insert}1)";
                Upsert = $"{insert}1){onConflict}d.mt_version + 1{changed}";
                Update = Refusal.WhenNoRow($"{update}d.mt_version + 1 where d.id = $1{changed}", NewVersion);
                UpsertRevision = Refusal.WhenNoRow(upsertRevision, NewVersion);
                TryUpsertRevision = upsertRevision;
                break;
            case VersionKind.Guid:
                Insert = $"{insert}${version})";
                Upsert = Refusal.WhenNoRow($"{insert}${version}){onConflict}${version} where d.mt_version = ${version + 1} returning 1");
                Update = Refusal.WhenNoRow($"{update}${version} where d.id = $1 and d.mt_version = ${version + 1} returning 1");
                break;
            default:
                Insert = $"{insert}${version})";
                Upsert = $"{insert}${version}){onConflict}${version}";
                Update = Refusal.WhenNoRow($"{update}${version} where d.id = $1 returning 1");
                break;
        }
    }

    public SelectSql Select { get; }

    /// <summary>As <see cref="Select"/>, with the version when the session has to remember it.</summary>
    public SelectSql SelectTracked { get; }

    public string Exists { get; }

    public string Delete { get; }

    public string Insert { get; }

    /// <summary>Inserts as many documents, with the parameters of <see cref="Insert"/> for each, one after the other.</summary>
    public string InsertMany(int rows) =>
        rows == 1 ? Insert : insertMany.GetOrAdd(rows, count => insertBegin + string.Join(", ", Enumerable.Range(0, count).Select(insertedRow)));

    public string Upsert { get; }

    public string Update { get; }

    /// <summary>Writes a given revision over a smaller one, or inserts it. Empty unless the type has revisions.</summary>
    public string UpsertRevision { get; } = "";

    /// <summary>As <see cref="UpsertRevision"/>, and writes nothing over a revision that is not smaller.</summary>
    public string TryUpsertRevision { get; } = "";
}

/// <param name="All">To be completed by a condition.</param>
internal sealed record SelectSql(string All)
{
    public string ById { get; } = $"{All} where d.id = $1";

    public string ByIds { get; } = $"{All} where d.id = any($1)";
}
