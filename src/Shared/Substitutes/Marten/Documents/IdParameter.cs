using Npgsql;
using NpgsqlTypes;

namespace Marten.Documents;

/// <summary>An id as a parameter of the type that its column has, without boxing.</summary>
internal static class IdParameter
{
    public static NpgsqlParameter Of<TId>(TId id) => new NpgsqlParameter<TId> { TypedValue = id, NpgsqlDbType = Kind<TId>.Type };

    private static class Kind<TId>
    {
        public static readonly NpgsqlDbType Type = ColumnType.Of(typeof(TId), Weasel.Core.EnumStorage.AsInteger).DbType;
    }
}
