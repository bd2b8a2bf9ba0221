using System.Reflection;
using JasperFx;
using JasperFx.Metadata;
using Weasel.Postgresql.Tables;

namespace Marten.Documents;

/// <summary>What was configured for one document type; frozen once its storage is built.</summary>
internal sealed class DocumentMapping
{
    private static readonly Type[] IdTypes = [typeof(Guid), typeof(string), typeof(int), typeof(long)];

    public DocumentMapping(Type documentType)
    {
        DocumentType = documentType;
        Alias = DefaultAlias(documentType);
        IdMember = FindId(documentType);
        if (typeof(IRevisioned).IsAssignableFrom(documentType)) MapRevision(documentType.GetProperty(nameof(IRevisioned.Version))!);
        if (typeof(IVersioned).IsAssignableFrom(documentType)) MapVersion(documentType.GetProperty(nameof(IVersioned.Version))!);
    }

    public Type DocumentType { get; }

    public string Alias { get; set; }

    /// <summary>Null until set: the store's schema.</summary>
    public string? SchemaName { get; set; }

    public MemberInfo? IdMember { get; set; }

    public bool UseNumericRevisions { get; set; }

    public bool UseOptimisticConcurrency { get; set; }

    /// <summary>The member that repeats the column <c>mt_version</c>, revision or version.</summary>
    public MemberInfo? VersionMember { get; private set; }

    public List<DuplicatedField> Duplicated { get; } = [];

    public List<IndexDefinition> Indexes { get; } = [];

    public string TableName => "mt_doc_" + Alias;

    public bool HasLongRevision => UseNumericRevisions && VersionMember is not null && MemberPath.TypeOf(VersionMember) == typeof(long);

    public static bool HasId(Type type) => FindId(type) is not null;

    public void MapRevision(MemberInfo member)
    {
        UseNumericRevisions = true;
        VersionMember = member;
    }

    public void MapVersion(MemberInfo member)
    {
        UseOptimisticConcurrency = true;
        VersionMember = member;
    }

    public bool IsDuplicated(MemberPath member) => Find(member) is not null;

    public DuplicatedField Duplicate(MemberPath member, string? columnType)
    {
        var existing = Find(member);
        if (existing is not null) return existing;
        var field = new DuplicatedField(member, columnType);
        Duplicated.Add(field);
        return field;
    }

    private DuplicatedField? Find(MemberPath member) =>
        Duplicated.Find(f => string.Equals(f.Member.ColumnName, member.ColumnName, StringComparison.Ordinal));

    private static MemberInfo? FindId(Type type)
    {
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public;
        MemberInfo? member = Array.Find(type.GetProperties(all), p => IsId(p.Name, p.PropertyType));
        return member ?? Array.Find(type.GetFields(all), f => IsId(f.Name, f.FieldType));

        static bool IsId(string name, Type memberType) =>
            name.Equals("id", StringComparison.OrdinalIgnoreCase) && Array.IndexOf(IdTypes, memberType) >= 0;
    }

    private static string DefaultAlias(Type type)
    {
        var name = type.Name;
        if (type.IsGenericType)
        {
            name = name[..name.IndexOf('`', StringComparison.Ordinal)] + "_of_"
                + string.Join('_', type.GetGenericArguments().Select(a => a.Name));
        }

        if (type.IsNested) name = type.DeclaringType!.Name + "_" + name;
        return name.ToLowerInvariant();
    }
}

/// <summary>A column that repeats a member.</summary>
internal sealed record DuplicatedField(MemberPath Member, string? ColumnTypeName);

/// <summary>An index over duplicated columns, or over expressions on the JSON.</summary>
internal sealed record IndexDefinition(IReadOnlyList<MemberPath> Members, bool Computed, bool Unique, string? Name)
{
    public IndexMethod Method { get; init; } = IndexMethod.btree;

    public string? Mask { get; init; }

    public string NameIn(string table)
    {
        if (Name?.ToLowerInvariant() is { } name) return name.StartsWith("mt_", StringComparison.Ordinal) ? name : "mt_" + name;
        var kind = Unique && Computed ? "_uidx_" : "_idx_";
        return table + kind + string.Join('_', Members.Select(m => m.ColumnName));
    }
}
