using System.Collections.Concurrent;
using Marten.Documents;

namespace Marten.Queries;

/// <summary>How one store reads each type: a scalar, a document, or plain JSON; decided on first use.</summary>
internal sealed class ReaderCatalog(StorageCatalog storages, Serializer serializer)
{
    private readonly ConcurrentDictionary<Type, object> readers = new();

    public ColumnReader<T> For<T>() =>
        (ColumnReader<T>)(readers.TryGetValue(typeof(T), out var reader) ? reader : readers.GetOrAdd(typeof(T), Build<T>()));

    private ColumnReader<T> Build<T>()
    {
        if (IsScalar(typeof(T))) return new ScalarReader<T>();
        return storages.IsDocument(typeof(T)) ? (ColumnReader<T>)storages.For(typeof(T)).UntypedReader : new JsonReader<T>(serializer);
    }

    private static bool IsScalar(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsPrimitive || type.IsArray || type == typeof(string) || type == typeof(Guid) || type == typeof(decimal)
            || type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(TimeSpan);
    }
}
