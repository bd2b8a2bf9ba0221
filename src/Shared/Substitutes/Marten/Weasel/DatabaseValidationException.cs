namespace Weasel.Core.Migrations;

/// <summary>The database is not as the configuration needs it, and nothing was to be changed.</summary>
public class DatabaseValidationException : Exception
{
    public DatabaseValidationException(string ddl)
        : base($"The database is not as the configuration needs it; this is missing:{Environment.NewLine}{ddl}")
    {
    }
}
