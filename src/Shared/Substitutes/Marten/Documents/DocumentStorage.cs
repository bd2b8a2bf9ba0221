using System.Reflection;
using Marten.Schema;

namespace Marten.Documents;

/// <summary>A document type bound to its table. The typed part lives in <see cref="DocumentStorage{T}"/>.</summary>
internal abstract class DocumentStorage
{
    protected DocumentStorage(DocumentMapping mapping, StoreOptions options)
    {
        Mapping = mapping;
        Table = DocumentTable.Of(mapping, options);
        IdType = MemberPath.TypeOf(mapping.IdMember!);
        Versions = mapping.UseNumericRevisions ? VersionKind.Revision
            : mapping.UseOptimisticConcurrency ? VersionKind.Guid
            : VersionKind.Informational;
        Sql = new DocumentSql(mapping, Table, Versions, options.Json.Enums);
    }

    public DocumentMapping Mapping { get; }

    public TableDefinition Table { get; }

    public DocumentSql Sql { get; }

    public VersionKind Versions { get; }

    public Type IdType { get; }

    /// <summary>True once the table is known to exist as configured.</summary>
    public bool IsReady { get; set; }

    /// <summary>The <see cref="Queries.ColumnReader{T}"/> of this type.</summary>
    public abstract object UntypedReader { get; }

    public static DocumentStorage For(DocumentMapping mapping, StoreOptions options) => (DocumentStorage)Activator.CreateInstance(
        typeof(DocumentStorage<>).MakeGenericType(mapping.DocumentType),
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions,
        binder: null,
        [mapping, options],
        culture: null)!;
}
