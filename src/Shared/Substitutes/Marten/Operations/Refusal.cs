using Npgsql;

namespace Marten.Operations;

/// <summary>
/// A statement that must write a row fails by itself when it writes none, by a division by zero. PostgreSQL then rolls back the whole
/// batch, so that a save needs no second round trip to be committed after its conditions were checked.
/// </summary>
internal static class Refusal
{
    /// <param name="writing">An insert, update or delete with a <c>returning</c>.</param>
    /// <param name="column">A returned column to hand on; null for none.</param>
    public static string WhenNoRow(string writing, string? column = null) =>
        $"with written as ({writing}) select {(column is null ? "" : $"max({column}) as {column}, ")}1 / count(*) from written";

    public static bool Is(PostgresException exception) =>
        string.Equals(exception.SqlState, PostgresErrorCodes.DivisionByZero, StringComparison.Ordinal);
}
