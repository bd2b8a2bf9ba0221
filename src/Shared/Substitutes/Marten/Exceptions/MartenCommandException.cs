using Npgsql;

namespace Marten.Exceptions;

/// <summary>PostgreSQL refused a statement or could not be reached; the inner exception is Npgsql's.</summary>
public class MartenCommandException : MartenException
{
    private MartenCommandException(string? sql, NpgsqlException innerException)
        : base($"Marten command failure: {innerException.Message}{Environment.NewLine}{sql}", innerException)
    {
    }

    /// <summary>What a caller sees of a failure that is of no particular document.</summary>
    internal static MartenException From(NpgsqlException exception, string? sql) =>
        string.Equals(exception.SqlState, PostgresErrorCodes.SerializationFailure, StringComparison.Ordinal)
            ? new ConcurrentUpdateException(exception)
            : new MartenCommandException(sql, exception);
}
