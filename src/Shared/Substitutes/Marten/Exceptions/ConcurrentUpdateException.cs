namespace Marten.Exceptions;

/// <summary>
/// PostgreSQL could not serialize the transaction with another one (SQLSTATE 40001, in <see cref="Exception.InnerException"/>); the same
/// work may succeed in a new session.
/// </summary>
public class ConcurrentUpdateException : MartenException
{
    public ConcurrentUpdateException(Exception innerException)
        : base("Write collision detected while committing the transaction.", innerException)
    {
    }
}
