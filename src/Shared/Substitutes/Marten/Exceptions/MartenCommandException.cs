using Npgsql;

namespace Marten.Exceptions;

/// <summary>PostgreSQL refused a statement or could not be reached; the inner exception is Npgsql's.</summary>
public class MartenCommandException : MartenException
{
    internal MartenCommandException(string? sql, NpgsqlException innerException)
        : base($"Marten command failure: {innerException.Message}{Environment.NewLine}{sql}", innerException)
    {
    }
}
