using System.Data.Common;
using Marten.Documents;
using Marten.Sessions;
using Npgsql;

namespace Marten.Queries;

/// <summary>Reads one value of type <typeparamref name="T"/> from the columns that start at a given position.</summary>
internal abstract class ColumnReader<T>
{
    /// <summary>The storage when <typeparamref name="T"/> is a document.</summary>
    public virtual DocumentStorage? Storage => null;

    /// <param name="row">The reader, on a row.</param>
    /// <param name="ordinal">The first column.</param>
    /// <param name="versions">Remembers the versions of documents; null when nobody will compare them.</param>
    public abstract T Read(DbDataReader row, int ordinal, VersionTracker? versions);
}

internal sealed class ScalarReader<T> : ColumnReader<T>
{
    public override T Read(DbDataReader row, int ordinal, VersionTracker? versions) =>
        default(T) is null && row.IsDBNull(ordinal) ? default! : row.GetFieldValue<T>(ordinal);
}

internal sealed class JsonReader<T>(Serializer serializer) : ColumnReader<T>
{
    public override T Read(DbDataReader row, int ordinal, VersionTracker? versions) => serializer.Read<T>(row.GetFieldValue<byte[]>(ordinal));
}

internal sealed class DocumentReader<T>(DocumentStorage<T> storage) : ColumnReader<T>
    where T : notnull
{
    public override DocumentStorage Storage => storage;

    public override T Read(DbDataReader row, int ordinal, VersionTracker? versions)
    {
        if (!IsJson(row, ordinal)) ordinal++;
        var document = storage.Deserialize(row.GetFieldValue<byte[]>(ordinal));
        if (storage.Versions == VersionKind.Informational || ordinal + 1 >= row.FieldCount) return document;
        if (storage.Versions == VersionKind.Guid) ReadVersion(document, row, ordinal + 1, versions);
        else if (row.GetDataTypeName(ordinal + 1) is "integer" or "bigint")
            storage.SetRevision(document, row.GetFieldValue<long>(ordinal + 1));
        return document;
    }

    /// <summary>A row within a row tells the names of its types only, which are slower to compare.</summary>
    private static bool IsJson(DbDataReader row, int ordinal)
    {
        const uint json = 114;
        const uint jsonb = 3802;
        return row is NpgsqlDataReader own
            ? own.GetDataTypeOID(ordinal) is json or jsonb
            : row.GetDataTypeName(ordinal) is "json" or "jsonb";
    }

    private void ReadVersion(T document, DbDataReader row, int ordinal, VersionTracker? versions)
    {
        if (row.GetFieldType(ordinal) != typeof(Guid)) return;
        var version = row.GetGuid(ordinal);
        storage.SetVersion(document, version);
        versions?.Remember(typeof(T), storage.IdOf(document), version);
    }
}
