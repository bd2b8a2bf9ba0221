using System.Collections.Concurrent;

namespace Marten.Documents;

/// <summary>The storages of one store, made on first use of each document type.</summary>
internal sealed class StorageCatalog(StoreOptions options)
{
    private readonly ConcurrentDictionary<Type, DocumentStorage> storages = new();

    public DocumentStorage<T> For<T>()
        where T : notnull => (DocumentStorage<T>)For(typeof(T));

    public DocumentStorage For(Type documentType) =>
        storages.TryGetValue(documentType, out var storage) ? storage : storages.GetOrAdd(documentType, Build);

    public bool IsDocument(Type type) =>
        storages.ContainsKey(type) || options.Mappings.ContainsKey(type) || DocumentMapping.HasId(type);

    public IReadOnlyList<DocumentStorage> All() => [.. options.Mappings.Keys.Concat(storages.Keys).Distinct().Select(For)];

    private DocumentStorage Build(Type documentType) => DocumentStorage.For(options.MappingFor(documentType), options);
}
