namespace Marten.Exceptions;

/// <summary>A <see cref="DateTime"/> in UTC was to be written to the column of a duplicated field, which knows no time zone.</summary>
public class InvalidUtcDateTimeUsageException : MartenException
{
    public InvalidUtcDateTimeUsageException(Exception inner)
        : base("A DateTime with Kind=UTC cannot be duplicated in a column; use a DateTimeOffset.", inner)
    {
    }
}
