using System.Globalization;
using Marten.Exceptions;
using NpgsqlTypes;
using Weasel.Core;

namespace Marten.Documents;

/// <summary>The PostgreSQL side of a CLR type.</summary>
internal readonly record struct ColumnType(string Name, NpgsqlDbType DbType)
{
    private static readonly Dictionary<Type, ColumnType> Known = new()
    {
        [typeof(string)] = new("varchar", NpgsqlDbType.Varchar),
        [typeof(Guid)] = new("uuid", NpgsqlDbType.Uuid),
        [typeof(bool)] = new("boolean", NpgsqlDbType.Boolean),
        [typeof(short)] = new("smallint", NpgsqlDbType.Smallint),
        [typeof(int)] = new("integer", NpgsqlDbType.Integer),
        [typeof(long)] = new("bigint", NpgsqlDbType.Bigint),
        [typeof(decimal)] = new("decimal", NpgsqlDbType.Numeric),
        [typeof(double)] = new("double precision", NpgsqlDbType.Double),
        // As text, of which PostgreSQL makes the exact number that is in the JSON; a decimal has not the range of a float.
        [typeof(float)] = new("decimal", NpgsqlDbType.Unknown),
        [typeof(DateTime)] = new("timestamp without time zone", NpgsqlDbType.Timestamp),
        [typeof(DateTimeOffset)] = new("timestamp with time zone", NpgsqlDbType.TimestampTz),
        [typeof(DateOnly)] = new("date", NpgsqlDbType.Date),
    };

    public static ColumnType Of(Type type, EnumStorage enums)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum) type = enums == EnumStorage.AsString ? typeof(string) : typeof(int);
        return Known.TryGetValue(type, out var known)
            ? known
            : throw new ArgumentException($"A member of type {type.Name} cannot be an index or a duplicated field.", nameof(type));
    }

    /// <summary>Brings a member's value into the form Npgsql writes to this column.</summary>
    public object ToDatabase(object? value) => value switch
    {
        null => DBNull.Value,
        Enum @enum when DbType == NpgsqlDbType.Varchar => @enum.ToString(),
        Enum @enum => Convert.ToInt32(@enum, CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToUniversalTime(),
        float single => single.ToString("R", CultureInfo.InvariantCulture),
        DateTime { Kind: DateTimeKind.Utc } instant => throw new InvalidUtcDateTimeUsageException(
            new ArgumentException($"{instant:O} has no place in a timestamp without time zone.", nameof(value))),
        _ => value,
    };
}
