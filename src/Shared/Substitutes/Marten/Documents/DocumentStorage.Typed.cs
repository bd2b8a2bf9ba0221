using System.Linq.Expressions;
using System.Reflection;
using Marten.Queries;
using Npgsql;
using NpgsqlTypes;

namespace Marten.Documents;

/// <summary>Reads and writes documents of one type; every accessor is made in the constructor.</summary>
internal sealed class DocumentStorage<T> : DocumentStorage
    where T : notnull
{
    private readonly Serializer serializer;
    private readonly string dotNetType = typeof(T).FullName ?? typeof(T).Name;
    private readonly Func<T, object> getId;
    private readonly Action<T, Guid>? assignId;
    private readonly Action<T, long>? setRevision;
    private readonly Action<T, Guid>? setVersion;
    private readonly Func<T, Guid>? getVersion;
    private readonly (Func<T, object?> Get, ColumnType Type)[] duplicated;

    public DocumentStorage(DocumentMapping mapping, StoreOptions options)
        : base(mapping, options)
    {
        serializer = options.Json;
        Reader = new DocumentReader<T>(this);
        var id = mapping.IdMember!;
        getId = CompileGetter<object>(id);
        IdParameterOf = CompileIdParameter(id);
        if (IdType == typeof(Guid)) assignId = CompileSetter<Guid>(id);
        duplicated =
        [
            .. mapping.Duplicated.Select(f => (f.Member.CompileGetter<T>(), ColumnType.Of(f.Member.Type, serializer.Enums))),
        ];
        if (mapping.VersionMember is not { } version) return;
        if (Versions == VersionKind.Revision)
        {
            setRevision = CompileSetter<long>(version);
        }
        else
        {
            setVersion = CompileSetter<Guid>(version);
            getVersion = CompileGetter<Guid>(version);
        }
    }

    public DocumentReader<T> Reader { get; }

    public override object UntypedReader => Reader;

    public object IdOf(T document) => getId(document);

    /// <summary>$1 of every statement.</summary>
    public Func<T, NpgsqlParameter> IdParameterOf { get; }

    /// <summary>The id as a parameter; a new Guid is given to a document without one.</summary>
    /// <exception cref="InvalidOperationException">The document has no id and it cannot be generated.</exception>
    public object AssignId(T document)
    {
        var id = getId(document);
        switch (id)
        {
            case Guid guid when guid == Guid.Empty:
                if (assignId is null) throw new InvalidOperationException($"{typeof(T).FullName} has no id, and its id cannot be set.");
                var created = Guid.CreateVersion7();
                assignId(document, created);
                return created;
            case null or "" or 0 or 0L:
                throw new InvalidOperationException($"Id/id values cannot be null, empty or zero: {typeof(T).FullName}.");
            default:
                return id;
        }
    }

    /// <summary>$1 to $n of a write, without the version.</summary>
    public void AddParameters(NpgsqlBatchCommand command, T document)
    {
        var parameters = command.Parameters;
        parameters.Add(IdParameterOf(document));
        parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = serializer.Write(document), NpgsqlDbType = NpgsqlDbType.Jsonb });
        parameters.Add(new NpgsqlParameter<string> { TypedValue = dotNetType, NpgsqlDbType = NpgsqlDbType.Varchar });
        foreach (var (get, type) in duplicated)
            parameters.Add(new NpgsqlParameter { Value = type.ToDatabase(get(document)), NpgsqlDbType = type.DbType });
    }

    public NpgsqlParameter RevisionParameter(long revision) => Mapping.HasLongRevision
        ? new NpgsqlParameter<long> { TypedValue = revision }
        : new NpgsqlParameter<int> { TypedValue = checked((int)revision) };

    public void SetRevision(T document, long revision) => setRevision?.Invoke(document, revision);

    public void SetVersion(T document, Guid version) => setVersion?.Invoke(document, version);

    /// <summary>The version a document carries in itself; empty when it carries none.</summary>
    public Guid VersionOf(T document) => getVersion?.Invoke(document) ?? Guid.Empty;

    public T Deserialize(ReadOnlySpan<byte> json) => serializer.Read<T>(json);

    private static Func<T, TValue> CompileGetter<TValue>(MemberInfo member)
    {
        var document = Expression.Parameter(typeof(T));
        var value = Expression.Convert(Expression.MakeMemberAccess(document, member), typeof(TValue));
        return FirstUse.Compile(Expression.Lambda<Func<T, TValue>>(value, document));
    }

    private static Func<T, NpgsqlParameter> CompileIdParameter(MemberInfo member)
    {
        var document = Expression.Parameter(typeof(T));
        var id = Expression.MakeMemberAccess(document, member);
        var parameter = Expression.Call(typeof(IdParameter), nameof(IdParameter.Of), [id.Type], id);
        return FirstUse.Compile(Expression.Lambda<Func<T, NpgsqlParameter>>(parameter, document));
    }

    /// <summary>Null for a member without a setter, public or not.</summary>
    private static Action<T, TValue>? CompileSetter<TValue>(MemberInfo member)
    {
        if (member is PropertyInfo { CanWrite: false } or FieldInfo { IsInitOnly: true }) return null;
        var document = Expression.Parameter(typeof(T));
        var value = Expression.Parameter(typeof(TValue));
        var access = Expression.MakeMemberAccess(document, member);
        var assignment = Expression.Assign(access, Expression.ConvertChecked(value, access.Type));
        return FirstUse.Compile(Expression.Lambda<Action<T, TValue>>(assignment, document, value));
    }
}
