using System.Data.Common;
using Marten.Documents;
using Marten.Sessions;

namespace Marten.Queries;

/// <summary>Reads one value of type <typeparamref name="T"/> from the columns that start at a given position.</summary>
internal abstract class ColumnReader<T>
{
    /// <summary>The storage when <typeparamref name="T"/> is a document.</summary>
    public virtual DocumentStorage? Storage => null;

    public static ColumnReader<T> For(DocumentStore store, VersionTracker? versions)
    {
        if (Scalars.IsScalar(typeof(T))) return ScalarReader<T>.Instance;
        return store.Storages.IsDocument(typeof(T))
            ? (ColumnReader<T>)store.Storages.For(typeof(T)).ReaderFor(versions)
            : new JsonReader<T>(store.StoreOptions.Json);
    }

    public abstract T Read(DbDataReader reader, int ordinal);
}

internal sealed class ScalarReader<T> : ColumnReader<T>
{
    public static readonly ScalarReader<T> Instance = new();

    public override T Read(DbDataReader reader, int ordinal) =>
        default(T) is null && reader.IsDBNull(ordinal) ? default! : reader.GetFieldValue<T>(ordinal);
}

internal sealed class JsonReader<T>(Serializer serializer) : ColumnReader<T>
{
    public override T Read(DbDataReader reader, int ordinal) => serializer.Read<T>(reader.GetFieldValue<byte[]>(ordinal));
}

internal sealed class DocumentReader<T>(DocumentStorage<T> storage, VersionTracker? versions) : ColumnReader<T>
    where T : notnull
{
    public override DocumentStorage Storage => storage;

    public override T Read(DbDataReader reader, int ordinal)
    {
        if (!Scalars.IsJson(reader, ordinal)) ordinal++;
        var document = storage.Deserialize(reader.GetFieldValue<byte[]>(ordinal));
        if (storage.Versions == VersionKind.Informational || ordinal + 1 >= reader.FieldCount) return document;
        if (storage.Versions == VersionKind.Guid) ReadVersion(document, reader, ordinal + 1);
        else if (Scalars.IsNumber(reader, ordinal + 1)) storage.SetRevision(document, reader.GetFieldValue<long>(ordinal + 1));
        return document;
    }

    private void ReadVersion(T document, DbDataReader reader, int ordinal)
    {
        if (reader.GetFieldType(ordinal) != typeof(Guid)) return;
        var version = reader.GetGuid(ordinal);
        storage.SetVersion(document, version);
        versions?.Remember(typeof(T), storage.IdOf(document), version);
    }
}

internal static class Scalars
{
    public static bool IsScalar(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsPrimitive || type.IsArray || type == typeof(string) || type == typeof(Guid) || type == typeof(decimal)
            || type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(TimeSpan);
    }

    public static bool IsJson(DbDataReader reader, int ordinal) => reader.GetDataTypeName(ordinal) is "jsonb" or "json";

    public static bool IsNumber(DbDataReader reader, int ordinal) => reader.GetDataTypeName(ordinal) is "integer" or "bigint";
}
