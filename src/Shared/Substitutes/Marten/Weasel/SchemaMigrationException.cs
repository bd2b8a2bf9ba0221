namespace Weasel.Core;

/// <summary>The database differs from the configuration in a way that cannot be changed without losing data. Each line is one sentence.</summary>
public class SchemaMigrationException : Exception
{
    public SchemaMigrationException(string? message)
        : base(message)
    {
    }

    public SchemaMigrationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
