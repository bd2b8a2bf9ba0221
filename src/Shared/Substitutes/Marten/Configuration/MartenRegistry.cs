using System.Linq.Expressions;
using Marten.Documents;
using Marten.Schema;

namespace Marten;

/// <summary>Configures document types.</summary>
public class MartenRegistry
{
    private readonly StoreOptions options;

    internal MartenRegistry(StoreOptions options) => this.options = options;

    public DocumentMappingExpression<T> For<T>() => new(options.MappingFor(typeof(T)));

    public class DocumentMappingExpression<T>
    {
        private readonly DocumentMapping mapping;

        internal DocumentMappingExpression(DocumentMapping mapping) => this.mapping = mapping;

        public DocumentMappingExpression<T> DatabaseSchemaName(string databaseSchemaName)
        {
            mapping.SchemaName = databaseSchemaName.ToLowerInvariant();
            return this;
        }

        /// <summary>The table's name after <c>mt_doc_</c>.</summary>
        public DocumentMappingExpression<T> DocumentAlias(string alias)
        {
            mapping.Alias = alias.ToLowerInvariant();
            return this;
        }

        public DocumentMappingExpression<T> Identity(Expression<Func<T, object?>> member)
        {
            mapping.IdMember = MemberPath.Of(member).Members[^1];
            return this;
        }

        /// <summary>Repeats a member in a column of its own, with an index.</summary>
        public DocumentMappingExpression<T> Duplicate(
            Expression<Func<T, object?>> expression, string? pgType = null, Action<DocumentIndex>? configure = null)
        {
            var member = MemberPath.Of(expression);
            var index = new DocumentIndex();
            configure?.Invoke(index);
            mapping.Duplicate(member, pgType);
            mapping.Indexes.Add(new([member], Computed: false, Unique: false, Name: null) { Mask = index.Mask });
            return this;
        }

        /// <summary>Indexes a member: its column if it is duplicated, else its place in the JSON.</summary>
        public DocumentMappingExpression<T> Index(Expression<Func<T, object?>> expression, Action<ComputedIndex>? configure = null)
        {
            var index = new ComputedIndex();
            configure?.Invoke(index);
            mapping.Indexes.Add(
                new([MemberPath.Of(expression)], Computed: true, Unique: false, index.Name) { Method = index.Method, Mask = index.Mask });
            return this;
        }

        public DocumentMappingExpression<T> UniqueIndex(params Expression<Func<T, object?>>[] expressions) =>
            Unique(UniqueIndexType.Computed, indexName: null, expressions);

        public DocumentMappingExpression<T> UniqueIndex(string indexName, params Expression<Func<T, object?>>[] expressions) =>
            Unique(UniqueIndexType.Computed, indexName, expressions);

        public DocumentMappingExpression<T> UniqueIndex(
            UniqueIndexType indexType, params Expression<Func<T, object?>>[] expressions) =>
            Unique(indexType, indexName: null, expressions);

        public DocumentMappingExpression<T> UniqueIndex(
            UniqueIndexType indexType, string indexName, params Expression<Func<T, object?>>[] expressions) =>
            Unique(indexType, indexName, expressions);

        /// <summary>Guid versions: a writer must have seen the stored one.</summary>
        public DocumentMappingExpression<T> UseOptimisticConcurrency(bool enabled)
        {
            mapping.UseOptimisticConcurrency = enabled;
            if (enabled) mapping.UseNumericRevisions = false;
            return this;
        }

        /// <summary>Numeric revisions; only the session's UpdateRevision compares them.</summary>
        public DocumentMappingExpression<T> UseNumericRevisions(bool enabled)
        {
            mapping.UseNumericRevisions = enabled;
            if (enabled) mapping.UseOptimisticConcurrency = false;
            return this;
        }

        public DocumentMappingExpression<T> Metadata(Action<MetadataConfig> configure)
        {
            configure(new MetadataConfig(this));
            return this;
        }

        private DocumentMappingExpression<T> Unique(UniqueIndexType type, string? indexName, Expression<Func<T, object?>>[] expressions)
        {
            MemberPath[] members = [.. expressions.Select(MemberPath.Of)];
            var computed = type == UniqueIndexType.Computed;
            if (!computed) Array.ForEach(members, m => mapping.Duplicate(m, columnType: null));
            mapping.Indexes.Add(new(members, computed, Unique: true, indexName));
            return this;
        }

        /// <summary>Repeats columns that the store keeps in members of the document.</summary>
        public class MetadataConfig
        {
            internal MetadataConfig(DocumentMappingExpression<T> parent)
            {
                Revision = new Column<long>(parent.mapping.MapRevision);
                Version = new Column<Guid>(parent.mapping.MapVersion);
            }

            public Column<long> Revision { get; }

            public Column<Guid> Version { get; }

            public class Column<TProperty>
            {
                private readonly Action<System.Reflection.MemberInfo> map;

                internal Column(Action<System.Reflection.MemberInfo> map) => this.map = map;

                public void MapTo(Expression<Func<T, TProperty>> memberExpression) => map(MemberPath.Of(memberExpression).Members[^1]);
            }
        }
    }
}
